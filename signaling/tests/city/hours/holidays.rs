//! 祝日, imported whole or not at all.

use super::{audited, paths};
use crate::harness::{Answer, Client, TestCity};
use axum::body::Body;
use http::{Request, header};
use serde_json::json as value;
use signaling::hours::holidays;

const HEADING: &str = "国民の祝日・休日月日,国民の祝日・休日名称";

/// A coordinator sends a file of these rows.
pub(super) async fn import(city: &TestCity, rows: &str) -> Answer {
    send(&city.person("coordinator1").await, "text/csv", format!("{HEADING}\r\n{rows}\r\n").into_bytes()).await
}

async fn send(client: &Client, kind: &str, file: Vec<u8>) -> Answer {
    let request = Request::put("/api/holidays").header(header::CONTENT_TYPE, kind);
    client.send(request.body(Body::from(file)).expect("a request")).await
}

on_both_databases! {
    async fn a_file_replaces_the_holidays_of_every_ward(city: TestCity) {
        let staff = city.person("staff1").await;
        assert_eq!(staff.get("/api/holidays").await.expect(200).json(), value!([]));
        import(&city, "2026/11/3,文化の日\r\n2026/11/23,勤労感謝の日").await.expect(200);
        let listed = import(&city, "2026/11/23,勤労感謝の日\r\n2027/1/1,元日").await.expect(200).json();
        assert_eq!(listed, value!([{ "date": "2026-11-23", "name": "勤労感謝の日" }, { "date": "2027-01-01", "name": "元日" }]));
        assert_eq!(staff.get("/api/holidays").await.json(), listed);
        assert_eq!(audited(&city, "holidays-imported").await, 2 * 7, "each of the seven wards has it written down");
    }

    async fn a_file_with_bad_rows_names_each_and_changes_nothing(city: TestCity) {
        import(&city, "2026/11/23,勤労感謝の日").await.expect(200);
        let refused = import(&city, "2026/2/30,無い日\r\n2026/11/3,\r\n2027/1/1,元日").await.refuses(400, "bad-field");
        assert_eq!(paths(&refused), ["rows/2", "rows/3"]);
        let coordinator = city.person("coordinator1").await;
        let good = format!("{HEADING}\n2027/1/1,元日\n").into_bytes();
        send(&coordinator, "application/json", good.clone()).await.refuses(415, "unsupported-type");
        send(&coordinator, "text/csv; charset=Shift_JIS", vec![b'x'; 300 * 1024]).await.refuses(413, "too-large");
        send(&city.person("staff1").await, "text/csv", good.clone()).await.refuses(403, "forbidden");
        send(&city.anybody(), "text/csv", good).await.refuses(401, "not-signed-in");
        let known = coordinator.get("/api/holidays").await.json();
        assert_eq!(known, value!([{ "date": "2026-11-23", "name": "勤労感謝の日" }]));
    }

    async fn next_years_holidays_are_missed_until_they_are_imported(city: TestCity) {
        let coordinator = city.person("coordinator1").await;
        let schedule = || async { coordinator.get("/api/schedule").await.expect(200).json() };
        import(&city, "2026/11/23,勤労感謝の日").await.expect(200);
        assert_eq!((&schedule().await["holidays_missing"], &schedule().await["holidays_until"]), (&value!(true), &value!("2026-11-23")));
        assert!(city.app.metrics.text().contains("chikamado_holidays_missing 1"));
        // at the server's own command line
        holidays::import(&city.app, None, format!("{HEADING}\n2026/11/23,勤労感謝の日\n2027/1/1,元日\n").as_bytes()).await.expect("it is read");
        assert_eq!(schedule().await["holidays_missing"], false);
        assert!(city.app.metrics.text().contains("chikamado_holidays_missing 0"));
    }
}
