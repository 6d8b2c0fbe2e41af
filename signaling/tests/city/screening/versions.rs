//! What becomes of a visit when the questions are changed in its midst.

use super::{SCREENING, at_booth, given, publish, ring};
use crate::booking::SUBJECT;
use crate::calls::counter;
use protocol::call::CallState;
use serde_json::{Value, json as value};

/// The demonstration's screening, in which handing papers in is another choice.
fn with_other_papers() -> String {
    let mut screening: Value = serde_json::from_str(SCREENING).expect("JSON");
    for tree in screening["trees"].as_array_mut().expect("trees") {
        for question in
            tree["questions"].as_array_mut().expect("questions").iter_mut().filter(|it| it["id"] == "papers")
        {
            for choice in
                question["kind"]["choices"].as_array_mut().expect("choices").iter_mut().filter(|it| it["id"] == "yes")
            {
                choice["id"] = value!("hands-in");
            }
        }
    }
    for rule in screening["rules"].as_array_mut().expect("rules") {
        let answers = rule.pointer_mut("/when/answers").and_then(Value::as_array_mut);
        for answer in answers.into_iter().flatten().filter(|it| it["question"] == "papers") {
            answer["is"] = value!(["hands-in"]);
        }
    }
    screening.to_string()
}

on_both_databases! {
    async fn a_running_visit_is_taken_over_and_asked_only_what_changed(city: TestCity) {
        publish(&city, SCREENING).await;
        let booth = city.booth("kokura-chuo").await;
        let older = given(1, &value!({ "papers": "yes", "talk": "yes" }));
        let end = at_booth(&booth, "resident-tax", &older).await.expect(200).json();
        assert_eq!(end["guidance"]["decision"]["verdict"], "in-person");
        assert_eq!(publish(&city, &with_other_papers()).await.len(), 7);
        let asked = at_booth(&booth, "resident-tax", &older).await.expect(200).json();
        assert_eq!((&asked["question"]["id"], &asked["renewed"], &asked["left"]), (&value!("papers"), &value!(true), &value!(2)));
        assert_eq!(asked["given"], given(2, &value!({ "talk": "yes" })));
        let mut further = asked["given"].clone();
        further["answers"]["papers"] = value!("hands-in");
        let end = at_booth(&booth, "resident-tax", &further).await.expect(200).json();
        assert_eq!((&end["is"], &end["guidance"]["decision"]["version"]), (&value!("decided"), &value!(2)), "and nothing more");

        let other = given(1, &value!({ "talk": "yes" }));
        let kept = at_booth(&booth, SUBJECT, &other).await.expect(200).json()["guidance"].clone();
        assert_eq!((&kept["decision"]["verdict"], &kept["given"]["version"]), (&value!("remote"), &value!(2)), "what did not change is not asked again");
        let unknown = at_booth(&booth, SUBJECT, &given(9, &value!({ "talk": "yes" }))).await.expect(200).json();
        assert_eq!((&unknown["question"]["id"], &unknown["renewed"]), (&value!("talk"), &value!(true)));
    }

    async fn a_ring_in_the_midst_of_a_change_is_decided_by_what_counts_now(city: TestCity) {
        publish(&city, SCREENING).await;
        let mut c = counter(&city).await;
        publish(&city, &with_other_papers()).await;
        let papers = given(1, &value!({ "papers": "yes", "talk": "yes" }));
        assert_eq!(c.booth.refused(ring("resident-tax", &papers, true)).await, "unscreened");
        c.booth.say(ring(SUBJECT, &given(1, &value!({ "talk": "yes" })), false)).await;
        c.booth.call(|call| call.state == CallState::Ringing).await;
    }
}
