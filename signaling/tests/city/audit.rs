//! The audit log: whatever is done to its rows is noticed.

use crate::harness::TestCity;
use signaling::audit::{Break, Head, verify};
use signaling::on;
use sqlx::AssertSqlSafe;

async fn tamper(city: &TestCity, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    on!(Db, &city.app.db, |pool| sqlx::raw_sql(sql).execute(pool).await.map(drop)).expect("a statement");
}

/// The eleven accounts of the demonstration, a sign-in and a sign-out: thirteen rows of one chain.
async fn all_rows(city: &TestCity) -> Head {
    city.person("staff1").await.delete("/api/session").await.expect(204);
    let heads = verify(&city.app.db, &[]).await.expect("read").expect("whole");
    let [head] = &heads[..] else { panic!("one chain, not {heads:?}") };
    assert_eq!((head.ward.as_str(), head.writer.as_str(), head.seq), ("kokurakita", "main", 13));
    head.clone()
}

async fn breaks(city: &TestCity, noted: &[Head]) -> String {
    let broken: Break = verify(&city.app.db, noted).await.expect("read").expect_err("broken");
    broken.to_string()
}

on_both_databases! {
    async fn altering_any_column_of_a_row_is_noticed(city: TestCity) {
        all_rows(&city).await;
        for column in ["actor", "act", "target", "previous", "hash"] {
            tamper(&city, "CREATE TABLE kept AS SELECT * FROM audit WHERE seq = 4").await;
            tamper(&city, &format!("UPDATE audit SET {column} = 'x' WHERE seq = 4")).await;
            assert_eq!(breaks(&city, &[]).await, "kokurakita main: row 4 was altered", "{column}");
            tamper(&city, &format!("UPDATE audit SET {column} = (SELECT {column} FROM kept) WHERE seq = 4")).await;
            tamper(&city, "DROP TABLE kept").await;
        }
        tamper(&city, "UPDATE audit SET at = at + 1 WHERE seq = 4").await;
        assert_eq!(breaks(&city, &[]).await, "kokurakita main: row 4 was altered");
    }

    async fn removing_a_row_is_noticed_wherever_it_was(city: TestCity) {
        all_rows(&city).await;
        for (seq, sentence) in [(13, "row 13 is missing"), (5, "row 5 is missing"), (1, "row 1 is missing")] {
            tamper(&city, &format!("DELETE FROM audit WHERE seq = {seq}")).await;
            assert_eq!(breaks(&city, &[]).await, format!("kokurakita main: {sentence}"));
        }
    }

    async fn cutting_the_end_off_with_its_head_is_noticed_by_a_head_noted_before(city: TestCity) {
        let noted = all_rows(&city).await;
        tamper(&city, "DELETE FROM audit WHERE seq > 7").await;
        let sql = "UPDATE audit_head SET seq = 7, hash = (SELECT hash FROM audit WHERE seq = 7)";
        tamper(&city, sql).await;
        verify(&city.app.db, &[]).await.expect("read").expect("whole by itself");
        assert_eq!(breaks(&city, &[noted]).await, "kokurakita main: row 8 is missing");
    }

    async fn removing_everything_is_noticed_by_a_head_noted_before(city: TestCity) {
        let noted = all_rows(&city).await;
        tamper(&city, "DELETE FROM audit_head").await;
        assert_eq!(breaks(&city, &[]).await, "kokurakita main: row 0 is missing");
        tamper(&city, "DELETE FROM audit").await;
        assert_eq!(breaks(&city, &[noted]).await, "kokurakita main: row 1 is missing");
    }

    async fn an_act_that_is_rolled_back_leaves_no_row(city: TestCity) {
        let before = all_rows(&city).await;
        let admin = city.person("admin1").await;
        admin.delete("/api/devices/nothing").await.expect(404);
        let after = verify(&city.app.db, &[before]).await.expect("read").expect("whole");
        assert_eq!(after[0].seq, 14, "the sign-in alone");
    }

    async fn many_writers_at_once_make_one_chain(city: TestCity) {
        let (a, b, c) = tokio::join!(city.person("staff1"), city.person("staff2"), city.person("admin1"));
        drop((a, b, c));
        let heads = verify(&city.app.db, &[]).await.expect("read").expect("whole");
        assert_eq!(heads[0].seq, 14);
    }
}

#[test]
fn a_head_reads_back_from_the_line_it_was_printed_as() {
    let head = Head { ward: "w".to_owned(), writer: "main".to_owned(), seq: 3, hash: "ab".to_owned() };
    assert_eq!(head.to_string().parse(), Ok(head));
    assert!("w main three ab".parse::<Head>().is_err() && "w main".parse::<Head>().is_err());
}
