//! What is left of an application in the databases: nothing that can be read, and after its key is destroyed nothing at all.

use super::{Filed, correct, filed_with};
use crate::applications::hanako;
use crate::harness::{Client, TestCity};
use serde_json::{Value, json};
use signaling::application::sweep;
use signaling::clock::HOUR;
use signaling::db::Db;
use signaling::on;
use signaling::vault::Vault;
use sqlx::AssertSqlSafe;

const DAY: i64 = 24 * HOUR;
/// What nobody may find, and stands nowhere else.
const PLANTED: [&str; 6] =
    ["植田 秘子", "ウエタ ヒメコ", "植込町9-9", "093-555-0199", "補正で植えた語", "後から植えた町8-8"];

/// One column of rows.
pub(super) async fn texts(db: &Db, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    on!(Db, db, |pool| sqlx::query_scalar(sql).fetch_all(pool).await).expect("rows")
}

async fn run(db: &Db, sql: String) {
    on!(Db, db, |pool| sqlx::query(AssertSqlSafe(sql)).execute(pool).await.map(drop)).expect("done");
}

/// Everything that a database holds, byte by byte: its files and a backup of it, or on PostgreSQL every row as text.
async fn everything(city: &TestCity, db: &Db, name: &str) -> Vec<u8> {
    let directory = city.directory.path();
    let mut all = Vec::new();
    if matches!(db, Db::Sqlite(_)) {
        let backup = directory.join(format!("{name}.backup"));
        let _ = std::fs::remove_file(&backup);
        run(db, format!("VACUUM INTO '{}'", backup.display())).await;
        for file in [name.to_owned(), format!("{name}-wal"), format!("{name}-shm"), format!("{name}.backup")] {
            all.extend(std::fs::read(directory.join(file)).expect("a file of the database"));
        }
    } else {
        run(db, "CHECKPOINT".to_owned()).await;
        let tables =
            texts(db, "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'").await;
        for table in tables {
            for row in texts(db, &format!("SELECT t::text FROM \"{table}\" AS t")).await {
                all.extend(row.into_bytes());
            }
            let pages = AssertSqlSafe(format!("SELECT pg_read_binary_file(pg_relation_filepath('\"{table}\"'))"));
            if let Db::Postgres(pool) = db {
                all.extend(sqlx::query_scalar::<_, Vec<u8>>(pages).fetch_one(pool).await.expect("pages"));
            }
        }
    }
    all
}

fn hits(haystack: &[u8], needle: &str) -> usize {
    haystack.windows(needle.len()).filter(|window| *window == needle.as_bytes()).count()
}

/// Submitted, corrected and handed over, with planted texts in all of it.
async fn planted(city: &TestCity) -> (Filed, Client) {
    let mut body = hanako();
    for (path, text) in
        [("name", PLANTED[0]), ("name-kana", PLANTED[1]), ("address", PLANTED[2]), ("emergency-telephone", PLANTED[3])]
    {
        body["answers"][path] = text.into();
    }
    body["proposed"] = json!(["address", "elsewhere"]);
    let filed = filed_with(city, &body).await;
    let (one, two) = (city.person("review1").await, city.person("review2").await);
    assert_eq!(filed.read(&one).await["proposed"], json!(["address"]), "of answers that are there");
    filed.act(&one, "review", &Value::Null).await.expect(200);
    let asked = json!({ "until": "2026-12-10", "reasons": [{ "path": "address", "words": PLANTED[4] }] });
    filed.act(&one, "correction", &asked).await.expect(200);
    let sent = json!({ "code": filed.code, "answers": { "address": PLANTED[5] } });
    correct(&city.anybody(), "c1", &sent).await.expect(200);
    assert_eq!(filed.read(&one).await["proposed"], json!([]), "the applicant wrote it now");
    filed.act(&one, "complete", &Value::Null).await.expect(200);
    let batch = one.post("/api/batches", &json!({ "applications": [filed.id] })).await.expect(201).json();
    let release = format!("/api/batches/{}/release", batch["id"].as_str().expect("an id"));
    two.post(&release, &Value::Null).await.expect(200);
    (filed, one)
}

async fn keys(city: &TestCity) -> Db {
    Db::open(city.app.config.keys.database.as_ref().expect("an address")).await.expect("keys")
}

on_both_databases! {
    async fn neither_the_database_nor_its_log_nor_a_backup_tells_an_answer(city: TestCity) {
        let (filed, _one) = planted(&city).await;
        let all = everything(&city, &city.app.db, "city.db").await;
        for text in PLANTED {
            assert_eq!(hits(&all, text), 0, "{text}");
        }
        assert!(hits(&all, &filed.receipt) > 0, "the search finds what is there");
        assert_eq!(hits(&all, &filed.code), 0, "the code is not there, either");
        let key = &texts(&keys(&city).await, "SELECT bytes FROM sealing_key").await[0];
        assert_eq!(hits(&all, key), 0, "nor is a key");
    }

    async fn when_its_time_is_over_the_key_is_gone_and_nobody_can_read_it(city: TestCity) {
        let (filed, one) = planted(&city).await;
        let path = texts(&city.app.db, "SELECT id FROM batch").await.remove(0);
        let stolen = texts(&city.app.db, "SELECT sealed FROM application").await.remove(0);
        let keys = keys(&city).await;
        let bytes = texts(&keys, "SELECT bytes FROM sealing_key").await;
        assert_eq!(bytes.len(), 2, "one of the application, one of the file");
        let all = everything(&city, &keys, "keys.db").await;
        assert!(bytes.iter().all(|key| hits(&all, key) > 0), "the search finds a key while it is there");
        let held = city.app.vault.key(&filed.id).await.expect("a database").expect("a key");
        assert!(held.open(&filed.id, &stolen).is_some());
        city.wait(365 * DAY - 1);
        assert_eq!(sweep(&city.app).await.expect("swept"), 0, "not before its time");
        city.wait(1);
        assert_eq!(sweep(&city.app).await.expect("swept"), 1);
        assert_eq!(sweep(&city.app).await.expect("swept"), 0, "once");

        let all = everything(&city, &keys, "keys.db").await;
        for key in &bytes {
            assert_eq!(hits(&all, key), 0, "no byte of a key is left");
        }
        assert!(city.app.vault.key(&filed.id).await.expect("a database").is_none());
        drop(one);
        let one = city.person("review1").await;
        let seen = filed.read(&one).await;
        assert_eq!((&seen["row"]["erased"], &seen["answers"], &seen["correction"]), (&json!(true), &json!({}), &Value::Null));
        assert_eq!(seen["history"].as_array().expect("lines").last().expect("a line")["deed"], "erased");
        one.get(&format!("/api/batches/{path}/file")).await.refuses(410, "gone");
        filed.act(&one, "review", &Value::Null).await.refuses(410, "gone");
    }

    async fn a_key_that_nothing_was_sealed_with_is_swept(city: TestCity) {
        let mut rng = city.app.rng();
        city.app.vault.make("crashed", &mut rng, city.app.clock.now()).await.expect("a key");
        city.wait(HOUR - 1);
        sweep(&city.app).await.expect("swept");
        assert!(city.app.vault.key("crashed").await.expect("a database").is_some(), "a transaction may be under way");
        let filed = super::filed(&city).await;
        city.wait(2 * HOUR);
        sweep(&city.app).await.expect("swept");
        assert!(city.app.vault.key("crashed").await.expect("a database").is_none());
        assert!(city.app.vault.key(&filed.id).await.expect("a database").is_some());
    }
}

#[tokio::test]
async fn a_key_that_was_needed_is_kept_though_nobody_could_say_so() {
    let city = TestCity::on_sqlite().await;
    let filed = super::filed(&city).await;
    run(&keys(&city).await, "UPDATE sealing_key SET kept = FALSE".to_owned()).await;
    city.wait(2 * HOUR);
    sweep(&city.app).await.expect("swept");
    let again = Vault::open(city.app.config.keys.database.as_ref().expect("an address")).await.expect("keys");
    assert!(again.key(&filed.id).await.expect("a database").is_some());
    let kept = texts(&keys(&city).await, "SELECT id FROM sealing_key WHERE kept").await;
    assert_eq!(kept, std::slice::from_ref(&filed.id));
}
