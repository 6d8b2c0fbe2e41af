//! 郵便番号: which places an area has, imported whole or not at all.

use crate::hours::audited;
use serde_json::json as value;
use signaling::postcode;

const DEMO: &[u8] = include_bytes!("../../../demo/postcodes.csv");

on_both_databases! {
    async fn an_area_is_known_once_it_is_imported_and_replaced_as_a_whole(city: TestCity) {
        let anybody = city.anybody();
        assert_eq!(anybody.get("/api/postcodes/803").await.expect(200).json(), value!({ "towns": [] }));
        assert!(postcode::import(&city.app, DEMO).await.expect("it is read") > 700);
        let towns = anybody.get("/api/postcodes/803").await.expect(200).json();
        let town = value!({ "postcode": "803-0814", "address": "福岡県北九州市小倉北区大手町" });
        assert!(towns["towns"].as_array().expect("towns").contains(&town), "{towns}");
        let one = "40106,803,8040000,,,,福岡県,北九州市戸畑区,以下に掲載がない場合,0,0,0,0,0,0\r\n";
        postcode::import(&city.app, one.as_bytes()).await.expect("it is read");
        assert_eq!(anybody.get("/api/postcodes/803").await.json(), value!({ "towns": [] }));
        assert_eq!(audited(&city, "postcodes-imported").await, 2 * 7, "each of the seven wards has it written down");
    }

    async fn a_bad_file_changes_nothing_and_what_is_no_area_is_refused(city: TestCity) {
        postcode::import(&city.app, DEMO).await.expect("it is read");
        postcode::import(&city.app, b"1,2,3\r\n").await.expect_err("no such file");
        let anybody = city.anybody();
        assert_ne!(anybody.get("/api/postcodes/803").await.expect(200).json(), value!({ "towns": [] }));
        for area in ["80", "8030", "abc", "%EF%BC%98%EF%BC%90%EF%BC%93"] {
            anybody.get(&format!("/api/postcodes/{area}")).await.refuses(400, "bad-field");
        }
    }
}
