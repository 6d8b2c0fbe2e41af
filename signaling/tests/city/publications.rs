//! `/api/publications`: screening and guides as they are drafted, published and taken back.

use crate::harness::{Answer, Client};
use crate::hours::{audited, but, change, paths};
use crate::screening::{GUIDE, SCREENING, given, publish};
use http::Method;
use serde_json::{Value, json as value};
use signaling::account::Role;
use signaling::clock::HOUR;
use signaling::publication::operator;

const ALL: &str = "/api/publications";
const TRIAL: &str = "/api/screening/trial";

fn screening() -> Value {
    serde_json::to_value(operator::parse(SCREENING).expect("a screening")).expect("plain values serialise")
}

/// The same, in which everybody goes to the office about water.
fn stricter() -> Value {
    let mut body = screening();
    let rules = body["screening"]["rules"].as_array_mut().expect("rules");
    let last = rules.len() - 1;
    rules[last]["verdict"] = value!("in-person");
    rules[last - 1]["verdict"] = value!("in-person");
    body
}

fn guide(id: &str) -> Value {
    let mut guide: Value = serde_json::from_str(GUIDE).expect("JSON");
    guide["tree"]["id"] = value!(id);
    value!({ "is": "guide", "guide": guide })
}

async fn draft(client: &Client, id: &str, tag: Option<u64>, body: &Value) -> Answer {
    change(client, Method::PUT, &format!("{ALL}/{id}/draft"), tag, body).await
}

async fn drop_draft(client: &Client, id: &str, tag: Option<u64>) -> Answer {
    change(client, Method::DELETE, &format!("{ALL}/{id}/draft"), tag, &Value::Null).await
}

async fn let_count(client: &Client, id: &str, tag: Option<u64>) -> Answer {
    change(client, Method::POST, &format!("{ALL}/{id}/publish"), tag, &Value::Null).await
}

async fn back_to(client: &Client, id: &str, version: u32) -> Answer {
    client.post(&format!("{ALL}/{id}/rollback"), &value!({ "version": version })).await
}

async fn see(client: &Client, id: &str) -> Value {
    client.get(&format!("{ALL}/{id}")).await.expect(200).json()
}

/// What a booth is told about water by whoever can talk.
async fn verdict(booth: &Client) -> Value {
    let asked = value!({ "subject": "water", "given": given(1, &value!({ "talk": "yes" })) });
    booth.post("/api/booth/screening", &asked).await.expect(200).json()["guidance"]["decision"]["verdict"].clone()
}

on_both_databases! {
    async fn a_screening_is_drafted_reviewed_published_and_taken_back(city: TestCity) {
        let (coordinator, booth) = (city.person("coordinator1").await, city.booth("kokura-chuo").await);
        assert_eq!(coordinator.get(ALL).await.expect(200).json(), value!([]));
        let first = draft(&coordinator, "screening", Some(0), &screening()).await.expect(200);
        assert_eq!((first.header("etag"), &first.json()["version"], &first.json()["flaws"]), ("\"1\"", &value!(0), &value!([])));
        let published = let_count(&coordinator, "screening", Some(1)).await.expect(200);
        assert_eq!((published.header("etag"), &published.json()["draft"]), ("\"2\"", &Value::Null));
        assert_eq!((published.json()["published"].clone(), verdict(&booth).await), (screening(), value!("remote")));

        draft(&coordinator, "screening", Some(2), &stricter()).await.expect(200);
        let review = coordinator.get("/api/publications/screening/review").await.expect(200).json();
        assert_eq!((&review["revision"], &review["flaws"]), (&value!(3), &value!([])));
        let changed: Vec<_> = review["differences"].as_array().expect("rows").iter().map(|row| row["path"].clone()).collect();
        assert_eq!(changed, ["rules/guidance/verdict", "rules/rest/verdict"], "not their number");
        assert!(review["verdicts"].as_array().expect("rows").iter().all(|row| row["before"] == "remote" && row["after"] == "in-person"));
        assert_eq!(verdict(&booth).await, "remote", "a draft counts for nobody");
        let_count(&coordinator, "screening", Some(3)).await.expect(200);
        assert_eq!(verdict(&booth).await, "in-person");

        let back = back_to(&coordinator, "screening", 1).await.expect(200).json();
        assert_eq!((&back["version"], &back["published"]["screening"]["version"]), (&value!(3), &value!(3)));
        assert_eq!(verdict(&booth).await, "remote");
        let versions = coordinator.get("/api/publications/screening/versions").await.expect(200).json();
        let told: Vec<_> = versions.as_array().expect("rows").iter().map(|row| (&row["version"], &row["rolled_back_to"])).collect();
        assert_eq!(told, [(&value!(3), &value!(1)), (&value!(2), &Value::Null), (&value!(1), &Value::Null)]);
        assert_eq!((&versions[0]["by"], &versions[0]["effective_from"]), (&value!("運用 四郎（例）"), &value!("2026-04-01")));
        back_to(&coordinator, "screening", 1).await.refuses(409, "wrong-state");
        back_to(&coordinator, "screening", 9).await.refuses(404, "not-found");
        let rows = coordinator.get(ALL).await.expect(200).json();
        assert_eq!(rows, value!([{ "id": "screening", "title": rows[0]["title"], "version": 3, "effective_from": "2026-04-01", "has_draft": false }]));
        for (act, times) in [("publication-drafted", 2), ("publication-published", 2), ("publication-rolled-back", 1)] {
            assert_eq!(audited(&city, act).await, times, "{act}");
        }
    }

    async fn a_draft_with_flaws_is_kept_and_not_published(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        let mut flawed = screening();
        flawed["screening"]["rules"].as_array_mut().expect("rules").pop();
        flawed["screening"]["reasons"][0]["words"]["ja"] = value!("");
        let kept = draft(&coordinator, "screening", Some(0), &flawed).await.expect(200).json();
        assert_eq!((&kept["draft"], kept["flaws"].as_array().map(Vec::len)), (&flawed, Some(2)));
        let refused = let_count(&coordinator, "screening", Some(1)).await.refuses(422, "flawed");
        assert_eq!(refused.json()["errors"], kept["flaws"], "every flaw with its place");
        assert!(paths(&refused).contains(&"rules".to_owned()));
        let review = coordinator.get("/api/publications/screening/review").await.expect(200).json();
        assert_eq!((&review["flaws"], &review["verdicts"]), (&kept["flaws"], &value!([])));
        assert_eq!((&see(&coordinator, "screening").await["version"], audited(&city, "publication-published").await), (&value!(0), 0));
        draft(&coordinator, "screening", Some(1), &screening()).await.expect(200);
        let_count(&coordinator, "screening", Some(2)).await.expect(200);
        let_count(&coordinator, "screening", Some(3)).await.refuses(409, "wrong-state");
    }

    async fn two_who_edit_at_once_do_not_overwrite_each_other(city: TestCity) {
        publish(&city, SCREENING).await;
        let (coordinator, other) = (city.person("coordinator1").await, city.hire("coordinator2", Role::Coordinator, None).await);
        let (mut ours, mut theirs) = (screening(), screening());
        ours["screening"]["rules"][0]["title"] = value!("わたしの題");
        theirs["screening"]["rules"][0]["title"] = value!("あなたの題");
        let (first, second) = tokio::join!(draft(&coordinator, "screening", Some(1), &ours), draft(&other, "screening", Some(1), &theirs));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        let kept = see(&coordinator, "screening").await;
        let again = draft(&coordinator, "screening", Some(1), &kept["draft"]).await.expect(200);
        assert_eq!(again.header("etag"), "\"2\"", "the same draft sent again is one change");
        draft(&coordinator, "screening", Some(0), &screening()).await.refuses(412, "stale-tag");
        let_count(&coordinator, "screening", Some(1)).await.refuses(412, "stale-tag");
        let back = back_to(&coordinator, "screening", 1).await.refuses(409, "wrong-state").json();
        assert!(back["title"].as_str().expect("a title").contains("同じ"));
        let same = draft(&coordinator, "screening", Some(2), &screening()).await.expect(200).json();
        assert_eq!(same["draft"], Value::Null, "what counts already is no change");
    }

    async fn a_new_guide_begins_as_a_draft_and_is_dropped(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        draft(&coordinator, "moving-house", Some(0), &guide("moving-house")).await.expect(200);
        assert_eq!(coordinator.get(ALL).await.json()[0]["title"]["ja"], "障害福祉の手続きガイド（例）");
        drop_draft(&coordinator, "moving-house", Some(0)).await.refuses(412, "stale-tag");
        drop_draft(&coordinator, "moving-house", None).await.refuses(428, "tag-needed");
        drop_draft(&coordinator, "moving-house", Some(1)).await.expect(200);
        drop_draft(&coordinator, "moving-house", Some(1)).await.expect(200);
        assert_eq!(coordinator.get(ALL).await.json(), value!([]));
        for path in ["/api/publications/moving-house", "/api/publications/moving-house/review"] {
            coordinator.get(path).await.refuses(404, "not-found");
        }
        let anew = draft(&coordinator, "moving-house", Some(0), &guide("moving-house")).await.expect(200);
        assert_eq!(anew.header("etag"), "\"3\"", "an older draft's number never comes again");
        let_count(&coordinator, "moving-house", Some(3)).await.expect(200);
        assert_eq!(audited(&city, "publication-dropped").await, 1);
    }

    async fn a_draft_is_tried_out_on_the_subjects_and_sites_of_the_ward(city: TestCity) {
        let trial = city.person("coordinator1").await.get(TRIAL).await.expect(200).json();
        let find = |list: &str, key: &str, id: &str| {
            trial[list].as_array().expect("rows").iter().find(|row| row[key] == id).cloned().unwrap_or_default()
        };
        let site = find("sites", "site", "kokura-chuo");
        assert_eq!((&site["about"]["seclusion"], &site["about"]["printer"]), (&value!("partitioned"), &value!(true)));
        let subject = find("subjects", "subject", "water");
        assert!(subject["tree"].is_string() && subject["about"]["documents"].is_string(), "{subject}");
        assert_eq!(find("sites", "site", "moji-kodomo"), Value::Null);
    }

    async fn what_is_no_draft_of_it_is_refused(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        draft(&coordinator, "screening", Some(0), &guide("screening")).await.refuses(400, "bad-field");
        draft(&coordinator, "moving-house", Some(0), &screening()).await.refuses(400, "bad-field");
        draft(&coordinator, "moving-house", Some(0), &guide("other")).await.refuses(400, "bad-field");
        draft(&coordinator, "screening", Some(0), &but(screening(), "colour", value!("red"))).await.refuses(400, "bad-field");
        draft(&coordinator, "screening", None, &screening()).await.refuses(428, "tag-needed");
        draft(&coordinator, "screening", Some(7), &screening()).await.refuses(412, "stale-tag");
        let large = but(screening(), "padding", value!("x".repeat(600 * 1024)));
        draft(&coordinator, "screening", Some(0), &large).await.refuses(413, "too-large");
        let_count(&coordinator, "screening", Some(0)).await.refuses(404, "not-found");
        drop_draft(&coordinator, "screening", Some(0)).await.refuses(404, "not-found");
        coordinator.get("/api/publications/screening/versions").await.refuses(404, "not-found");
        coordinator.post("/api/publications/screening/rollback", &value!({ "version": "1" })).await.refuses(400, "bad-field");
        assert_eq!(coordinator.get(ALL).await.json(), value!([]), "and nothing is there");
    }

    async fn coordinators_of_the_ward_alone_see_and_change_it(city: TestCity) {
        publish(&city, SCREENING).await;
        let one = "/api/publications/screening";
        let reads = [ALL.to_owned(), one.to_owned(), format!("{one}/review"), format!("{one}/versions"), TRIAL.to_owned()];
        let writes = [(Method::PUT, "draft", screening()), (Method::DELETE, "draft", Value::Null), (Method::POST, "publish", Value::Null), (Method::POST, "rollback", value!({ "version": 1 }))];
        let narrow = city.hire("coordinator2", Role::Coordinator, Some("kokurakita-machi")).await;
        for client in [&city.person("staff1").await, &city.person("admin1").await, &narrow] {
            for path in &reads {
                client.get(path).await.refuses(403, "forbidden");
            }
            for (method, act, body) in &writes {
                change(client, method.clone(), &format!("{one}/{act}"), Some(1), body).await.refuses(403, "forbidden");
            }
        }
        for path in &reads {
            city.anybody().get(path).await.refuses(401, "not-signed-in");
        }
        for (method, act, body) in &writes {
            change(&city.anybody(), method.clone(), &format!("{one}/{act}"), Some(1), body).await.refuses(401, "not-signed-in");
        }
        let elsewhere = city.hire_in("moji", "coordinator3", Role::Coordinator, None).await;
        draft(&elsewhere, "screening", Some(1), &stricter()).await.expect(200);
        let_count(&elsewhere, "screening", Some(2)).await.expect(200);
        assert_eq!(see(&city.person("coordinator1").await, "screening").await["version"], 1, "another ward's is another's");
    }

    async fn a_version_counts_on_its_own_dates(city: TestCity) {
        publish(&city, SCREENING).await;
        let (coordinator, booth) = (city.person("coordinator1").await, city.booth("kokura-chuo").await);
        let mut tomorrow = stricter();
        tomorrow["screening"]["effective_from"] = value!("2026-11-23");
        tomorrow["screening"]["effective_until"] = value!("2026-11-23");
        draft(&coordinator, "screening", Some(1), &tomorrow).await.expect(200);
        let_count(&coordinator, "screening", Some(2)).await.expect(200);
        assert_eq!(verdict(&booth).await, "remote", "today it does not");
        city.wait(15 * HOUR);
        assert_eq!(verdict(&city.booth("kokura-chuo").await).await, "in-person", "from midnight on");
        city.wait(24 * HOUR);
        assert_eq!(verdict(&city.booth("kokura-chuo").await).await, "remote", "and the older one after its last day");
    }

    async fn the_operator_publishes_a_file_where_it_says_something_new(city: TestCity) {
        assert_eq!(publish(&city, SCREENING).await.len(), 7);
        assert_eq!(publish(&city, SCREENING).await, [], "twice is once");
        let stricter = operator::parse(&stricter().to_string()).expect("a body");
        let (moji, nowhere) = ("moji".parse().expect("an id"), "nowhere".parse().expect("an id"));
        assert_eq!(operator::publish(&city.app, &stricter, &[], true).await.expect("sound"), [], "nowhere is it the first");
        assert_eq!(operator::publish(&city.app, &stricter, &[moji], false).await.expect("sound").len(), 1);
        let refused = operator::publish(&city.app, &stricter, &[nowhere], false).await.expect_err("no ward");
        assert_eq!(refused.code().word(), "not-found");
        let mut flawed = screening();
        flawed["screening"]["rules"] = value!([]);
        let flawed = operator::parse(&flawed.to_string()).expect("a body");
        assert_eq!(operator::publish(&city.app, &flawed, &[], false).await.expect_err("flaws").code().word(), "flawed");
        assert!(operator::parse("{}").is_err() && operator::parse("[1]").is_err());
    }
}
