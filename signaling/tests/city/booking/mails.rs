//! Mails and calendars of bookings.

use super::{HALF, SITE, TEN, WARD, book, hold, key, open, plan, publish, with};
use crate::harness::{Client, MORNING, TestCity};
use serde_json::{Value, json};
use signaling::app::App;
use signaling::booking::mail::{self, Post};
use signaling::booking::sweep;
use signaling::clock::{HOUR, MINUTE};
use signaling::config::Mail;
use signaling::on;
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

const ADDRESS: &str = "hanako.planted@example.jp";

/// A mail server (RFC 5321) that keeps what it is given, or refuses every recipient with this answer.
struct MailServer {
    kept: Arc<Mutex<Vec<String>>>,
    refusal: Arc<Mutex<Option<&'static str>>>,
    post: Post,
}

impl MailServer {
    async fn start() -> (Self, Mail) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (kept, refusal) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(None)));
        let (keeps, refuses) = (Arc::clone(&kept), Arc::clone(&refusal));
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let (keeps, refuses) = (Arc::clone(&keeps), Arc::clone(&refuses));
                tokio::spawn(async move {
                    let (read, mut write) = socket.split();
                    let mut lines = BufReader::new(read).lines();
                    write.write_all(b"220 test\r\n").await.expect("said");
                    while let Ok(Some(line)) = lines.next_line().await {
                        let answer = match line.split(' ').next().unwrap_or_default() {
                            "DATA" => {
                                write.write_all(b"354 go on\r\n").await.expect("said");
                                let mut text = String::new();
                                while let Ok(Some(line)) = lines.next_line().await {
                                    if line == "." {
                                        break;
                                    }
                                    text.push_str(&line);
                                    text.push('\n');
                                }
                                keeps.lock().expect("a list").push(text);
                                "250 kept"
                            }
                            "RCPT" => refuses.lock().expect("an answer").unwrap_or("250 yes"),
                            "QUIT" => "221 bye",
                            _ => "250 yes",
                        };
                        write.write_all(format!("{answer}\r\n").as_bytes()).await.expect("said");
                    }
                });
            }
        });
        let config = Mail {
            server: format!("smtp://{address}").into(),
            from: "リモート窓口 <madoguchi@city.example.jp>".to_owned(),
            page: "https://localhost:8443/book".to_owned(),
        };
        (Self { kept, refusal, post: Post::new(&config).expect("a way") }, config)
    }

    /// Lets the outbox go, and answers what came: each mail's parts, decoded.
    async fn receive(&self, app: &App) -> Vec<String> {
        mail::pass(app, &self.post).await.expect("a pass");
        self.kept.lock().expect("a list").drain(..).map(|text| decoded(&text)).collect()
    }

    fn answer(&self, refusal: Option<&'static str>) {
        *self.refusal.lock().expect("an answer") = refusal;
    }
}

/// A mail with its base64 parts read.
fn decoded(text: &str) -> String {
    use base64::Engine as _;
    let mut out = String::new();
    for part in text.split("\n\n") {
        let joined: String = part.lines().take_while(|line| !line.starts_with("--")).collect();
        let bytes = base64::engine::general_purpose::STANDARD.decode(&joined);
        match bytes.ok().and_then(|bytes| String::from_utf8(bytes).ok()).filter(|_| !joined.is_empty()) {
            Some(plain) => out.push_str(&plain),
            None => out.push_str(part),
        }
        out.push('\n');
    }
    out
}

/// The same city, with a mail server.
async fn with_mail(city: TestCity) -> (TestCity, MailServer) {
    let (server, config) = MailServer::start().await;
    let city = city.configured(|all| all.mail = Some(config));
    open(&city, 1).await;
    (city, server)
}

async fn book_with_mail(client: &Client, language: &str) -> Value {
    let held = hold(client, TEN).await.expect(201);
    let mut new = with(&held);
    (new["email"], new["language"]) = (json!(ADDRESS), json!(language));
    client.post("/api/book/bookings", &new).await.expect(201).json()
}

async fn outbox(city: &TestCity) -> i64 {
    super::count(city, "outbox").await
}

async fn calendar(client: &Client, booking: &Value) -> String {
    let answer = client.post("/api/book/calendar", &json!({ "code": booking["code"] })).await.expect(200);
    assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
    answer.text.replace("\r\n ", "")
}

on_both_databases! {
    async fn who_gave_an_address_is_written_to_at_every_change(city: TestCity) {
        let (city, server) = with_mail(city).await;
        let anybody = city.anybody();
        let booking = book_with_mail(&anybody, "ja").await;
        let code = booking["code"].as_str().expect("a code");
        let mails = server.receive(&city.app).await;
        assert_eq!(mails.len(), 1);
        for said in ["予約を受け付けました", "2026年11月23日（月）10:00", &format!("{} {}", &code[..4], &code[4..]), "15分前から10分後", "BEGIN:VCALENDAR"] {
            assert!(mails[0].contains(said), "{said}: {}", mails[0]);
        }
        assert!(server.receive(&city.app).await.is_empty() && outbox(&city).await == 0, "once");

        let to = json!({ "request": key(), "code": code, "site": SITE, "starts": TEN + HALF });
        anybody.post("/api/book/move", &to).await.expect(200);
        let cancel = json!({ "request": key(), "code": code });
        assert!(server.receive(&city.app).await[0].contains("10:30"));
        anybody.post("/api/book/cancel", &cancel).await.expect(200);
        let last = server.receive(&city.app).await;
        assert!(last[0].contains("予約を取り消しました") && last[0].contains("METHOD:CANCEL"), "{}", last[0]);
    }

    async fn a_mail_that_is_overtaken_is_not_sent(city: TestCity) {
        let (city, server) = with_mail(city).await;
        let booking = book_with_mail(&city.anybody(), "easy").await;
        let cancel = json!({ "request": key(), "code": booking["code"] });
        city.anybody().post("/api/book/cancel", &cancel).await.expect(200);
        let mails = server.receive(&city.app).await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].contains("やめました"));
    }

    async fn somebody_is_reminded_once_a_day_before(city: TestCity) {
        let (city, server) = with_mail(city).await;
        book_with_mail(&city.anybody(), "en").await;
        assert_eq!(server.receive(&city.app).await.len(), 1);
        city.wait(59 * MINUTE);
        assert!(server.receive(&city.app).await.is_empty());
        city.wait(MINUTE);
        let mails = server.receive(&city.app).await;
        assert!(mails.len() == 1 && mails[0].contains("Monday 23 November 2026, 10:00"), "{mails:?}");
        assert!(server.receive(&city.app).await.is_empty());
    }

    async fn a_mail_server_that_is_down_is_tried_again_and_given_up_after_a_day(city: TestCity) {
        let (city, server) = with_mail(city).await;
        let city = city.configured(|all| all.bookings.reminder_hours = 0);
        server.answer(Some("450 not now"));
        book_with_mail(&city.anybody(), "ja").await;
        assert!(server.receive(&city.app).await.is_empty());
        server.answer(None);
        assert!(server.receive(&city.app).await.is_empty(), "not at once");
        city.wait(MINUTE);
        assert_eq!(server.receive(&city.app).await.len(), 1);

        server.answer(Some("450 not now"));
        book_again(&city).await;
        assert_eq!(outbox(&city).await, 1);
        for _ in 0..30 {
            server.receive(&city.app).await;
            city.wait(HOUR + MINUTE);
        }
        assert_eq!(outbox(&city).await, 0);
        assert_eq!(given_up(&city).await, 1);
    }

    async fn an_address_that_is_refused_for_good_is_not_tried_again_nor_logged(city: TestCity) {
        let (city, server) = with_mail(city).await;
        server.answer(Some("550 <hanako.planted@example.jp> is nobody"));
        book_with_mail(&city.anybody(), "ja").await;
        server.receive(&city.app).await;
        assert_eq!((outbox(&city).await, given_up(&city).await), (0, 1));
        assert!(!crate::harness::log::text().contains("hanako"));
    }

    async fn an_offer_names_three_other_times(city: TestCity) {
        let (city, server) = with_mail(city).await;
        let booking = book_with_mail(&city.anybody(), "ja").await;
        server.receive(&city.app).await;
        let mut closed = plan(1);
        closed["openings"][0]["except"] = json!(["2026-11-23"]);
        publish(&city, WARD, &closed).await;
        let coordinator = city.person("coordinator1").await;
        let affected = coordinator.get("/api/affected").await.expect(200).json();
        let id = affected[0]["booking"].as_str().expect("an id");
        coordinator.post(&format!("/api/bookings/{id}/remedy"), &json!({ "remedy": "offered" })).await.expect(200);
        let mails = server.receive(&city.app).await;
        assert_eq!(mails[0].matches("（火）").count(), 3, "{}", mails[0]);
        assert_eq!(super::look(&city.anybody(), &booking).await["state"], "booked");
    }

    async fn what_is_personal_is_erased_some_days_after_the_time(city: TestCity) {
        let (city, _) = with_mail(city).await;
        let booking = book_with_mail(&city.anybody(), "ja").await;
        city.wait(TEN + HALF - MORNING + 30 * 24 * HOUR);
        assert_eq!(sweep::erase(&city.app).await.expect("a sweep"), 0);
        city.wait(MINUTE);
        assert_eq!(sweep::erase(&city.app).await.expect("a sweep"), 1);
        assert_eq!(super::count(&city, "booking WHERE email IS NOT NULL OR email_key IS NOT NULL OR code_digest IS NOT NULL").await, 0);
        assert_eq!(super::count(&city, "claim").await, 0);
        city.anybody().post("/api/book/look", &json!({ "code": booking["code"] })).await.refuses(403, "bad-code");
    }

    async fn a_calendar_file_keeps_its_uid_and_counts_its_changes(city: TestCity) {
        open(&city, 1).await;
        let anybody = city.anybody();
        let booking = book(&anybody, TEN).await;
        let first = calendar(&anybody, &booking).await;
        for line in ["METHOD:PUBLISH", "SEQUENCE:0", "STATUS:CONFIRMED", "DTSTART:20261123T010000Z", "DTEND:20261123T013000Z", "LOCATION:小倉中央市民センター"] {
            assert!(first.contains(&format!("{line}\r\n")), "{line}: {first}");
        }
        let uid = |file: &str| file.lines().find(|line| line.starts_with("UID:")).map(str::to_owned).expect("a UID");
        let to = json!({ "request": key(), "code": booking["code"], "site": SITE, "starts": TEN + HALF });
        anybody.post("/api/book/move", &to).await.expect(200);
        let second = calendar(&anybody, &booking).await;
        assert!(second.contains("SEQUENCE:1\r\n") && second.contains("DTSTART:20261123T013000Z"));
        anybody.post("/api/book/cancel", &json!({ "request": key(), "code": booking["code"] })).await.expect(200);
        let last = calendar(&anybody, &booking).await;
        assert!(last.contains("METHOD:CANCEL\r\n") && last.contains("STATUS:CANCELLED\r\n") && last.contains("SEQUENCE:2\r\n"));
        assert!(uid(&first) == uid(&second) && uid(&second) == uid(&last));
        assert!(!last.contains(booking["code"].as_str().expect("a code")), "no code in a calendar");
        anybody.post("/api/book/calendar", &json!({ "code": "22222222" })).await.refuses(403, "bad-code");
    }

    async fn a_desk_subscribes_to_its_sections_bookings_by_a_secret_address(city: TestCity) {
        open(&city, 1).await;
        let held = hold(&city.anybody(), TEN).await.expect(201);
        let mut new = with(&held);
        new["telephone"] = json!("093-582-1234");
        city.anybody().post("/api/book/bookings", &new).await.expect(201);
        let staff = city.person("staff1").await;
        let path = async |who: &Client| who.post("/api/feed", &Value::Null).await.expect(201).json()["path"].as_str().expect("a path").to_owned();
        let first = path(&staff).await;
        let feed = city.anybody().get(&first).await.expect(200);
        assert_eq!(feed.header("content-type"), "text/calendar; charset=utf-8");
        let text = feed.text.replace("\r\n ", "");
        assert!(text.contains("DTSTART:20261123T010000Z") && text.contains("ごみ出し支援") && !text.contains("582"), "{text}");
        let children = city.anybody().get(&path(&city.person("staff3").await).await).await.expect(200);
        assert!(!children.text.contains("VEVENT"), "another section's");
        let second = path(&staff).await;
        city.anybody().get(&first).await.refuses(404, "not-found");
        city.anybody().get(&second).await.expect(200);
        staff.delete("/api/feed").await.expect(204);
        city.anybody().get(&second).await.refuses(404, "not-found");
        for nothing in ["/api/feed/x", "/api/feed/x.ics"] {
            city.anybody().get(nothing).await.refuses(404, "not-found");
        }
        city.person("admin1").await.post("/api/feed", &Value::Null).await.refuses(403, "forbidden");
        city.person("admin1").await.delete("/api/feed").await.refuses(403, "forbidden");
        city.anybody().post("/api/feed", &Value::Null).await.refuses(401, "not-signed-in");
    }
}

/// Another booking, for the same address.
async fn book_again(city: &TestCity) {
    let held = hold(&city.anybody(), TEN + 4 * HALF).await.expect(201);
    let mut new = with(&held);
    new["email"] = json!(ADDRESS);
    city.anybody().post("/api/book/bookings", &new).await.expect(201);
}

async fn given_up(city: &TestCity) -> i64 {
    on!(Db, &city.app.db, |pool| {
        sqlx::query_scalar("SELECT COUNT(*) FROM audit WHERE act = 'mail-given-up'")
            .fetch_one(pool)
            .await
            .expect("a count")
    })
}
