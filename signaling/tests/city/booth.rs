//! `/api/booth`

use crate::harness::PLACES;
use protocol::privacy::PrivateField;
use protocol::screening::Seclusion;
use serde_json::{Value, json};
use signaling::config::Privacy;
use signaling::place;

fn subject<'a>(info: &'a Value, id: &str) -> Option<&'a Value> {
    info["subjects"].as_array().expect("tiles").iter().find(|subject| subject["id"] == id)
}

on_both_databases! {
    async fn a_booth_learns_its_place_and_its_tiles(city: TestCity) {
        let info = city.booth("kokura-chuo").await.get("/api/booth").await.expect(200).json();
        assert_eq!(info["site_name"], "小倉中央市民センター");
        assert_eq!((&info["ward"], &info["ward_name"]), (&json!("kokurakita"), &json!("小倉北区役所")));
        assert_eq!(info["municipality"], "北九州市");
        assert!(info["telephone"].as_str().expect("a number").ends_with("（例）"));
        let garbage = subject(&info, "garbage-support").expect("a tile");
        assert_eq!((&garbage["handling"], &garbage["identity"]), (&json!("remote"), &json!("self-stated")));
        assert_eq!((&garbage["form"], &garbage["section"]), (&json!("fureai-shushu"), &json!("kokurakita-machi")));
    }

    async fn what_does_not_ring_has_no_section(city: TestCity) {
        let info = city.booth("kokura-chuo").await.get("/api/booth").await.expect(200).json();
        for tile in info["subjects"].as_array().expect("tiles") {
            let rings = ["remote", "guide"].contains(&tile["handling"].as_str().expect("a word"));
            assert_eq!(tile["section"].is_string(), rings, "{tile}");
        }
    }

    async fn what_nobody_is_to_read_from_three_metres_is_marked(city: TestCity) {
        let info = city.booth("kokura-chuo").await.get("/api/booth").await.expect(200).json();
        let tiles = info["subjects"].as_array().expect("tiles").iter();
        let discreet: Vec<_> = tiles.filter(|tile| tile["discreet"] == true).map(|tile| &tile["id"]).collect();
        assert_eq!(discreet, ["pension-exemption", "disability", "public-assistance", "violence"]);
    }

    async fn neighbours_cannot_read_a_sensitive_matter_off_a_tile(city: TestCity) {
        let info = city.booth("mall-example").await.get("/api/booth").await.expect(200).json();
        assert_eq!(subject(&info, "violence").expect("a tile")["name"], "くらしの困りごと（こころ・安全）");
        let tiles = info["subjects"].to_string();
        assert!(!tiles.contains("DV") && !tiles.contains("虐待"));
    }

    async fn whoever_is_in_danger_finds_numbers_to_dial_and_no_section_of_the_ward(city: TestCity) {
        let info = city.booth("kokura-chuo").await.get("/api/booth").await.expect(200).json();
        let hotlines = info["hotlines"].as_array().expect("numbers");
        let numbers: Vec<_> = hotlines.iter().map(|known| known["telephone"].as_str().expect("a number")).collect();
        assert_eq!(numbers, ["110", "119", "189", "0120-279-889", "0120-061-338", "0120-279-338"]);
    }

    async fn what_is_covered_by_rule_is_told_by_the_level_of_the_site(city: TestCity) {
        let city = city.configured(|config| {
            config.privacy = Privacy { voice_only_at: vec![Seclusion::Open], private_field: PrivateField::Covered };
            config.server.public_address = Some("https://madoguchi.example.jp".to_owned());
        });
        for (site, voice_only) in [("mall-example", true), ("kokura-chuo", false)] {
            let info = city.booth(site).await.get("/api/booth").await.expect(200).json();
            assert_eq!(info["privacy"], json!({ "voice_only": voice_only, "private_field": "covered" }), "{site}");
            assert_eq!(info["public_address"], "https://madoguchi.example.jp");
        }
    }

    async fn a_site_shows_only_its_own_tiles_and_its_own_wards_section(city: TestCity) {
        let info = city.booth("dairi").await.get("/api/booth").await.expect(200).json();
        assert_eq!(info["subjects"].as_array().expect("tiles").len(), 2);
        assert_eq!(subject(&info, "childcare").expect("a tile")["section"], "moji-kodomo");
    }

    async fn loading_places_twice_changes_nothing(city: TestCity) {
        let booth = city.booth("kokura-chuo").await;
        let before = booth.get("/api/booth").await.expect(200).text;
        place::seed(&city.app.db, &PLACES.parse().expect("places")).await.expect("seeded again");
        assert_eq!(booth.get("/api/booth").await.expect(200).text, before);
    }

    async fn places_that_name_a_missing_ward_are_loaded_not_at_all(city: TestCity) {
        let broken = PLACES.replace("\"ward\": \"tobata\"", "\"ward\": \"nowhere\"").replace("到津市民センター", "到津");
        place::seed(&city.app.db, &broken.parse().expect("places")).await.expect_err("a foreign key");
        let info = city.booth("itozu").await.get("/api/booth").await.expect(200).json();
        assert_eq!(info["site_name"], "到津市民センター");
    }

    async fn a_person_is_no_booth(city: TestCity) {
        city.person("staff1").await.get("/api/booth").await.refuses(401, "not-signed-in");
        city.anybody().get("/api/booth").await.refuses(401, "not-signed-in");
    }
}
