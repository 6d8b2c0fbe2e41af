//! Every parser of bytes from outside, as a function that must neither panic nor hang whatever it is given.
//!
//! `tests/bounded.rs` gives each some thousand seeded inputs at every test run; `fuzz/libfuzzer` gives them to libFuzzer
//! for as long as one likes:
//!
//! ```text
//! cargo +nightly fuzz run parsers --fuzz-dir fuzz/libfuzzer
//! ```

use forms::{Answers, Declared, Definition, builtin};
use protocol::control::{FromSfu, ToSfu};
use protocol::device::{DeviceFrame, OrderFrame};
use protocol::id::{SectionId, SiteId, SubjectId};
use protocol::panel::{PanelMessage, Pointer};
use protocol::relay::Envelope;
use protocol::signal::{ClientFrame, ServerFrame};
use protocol::stage::Chunk;
use protocol::tree::{Answer, Answers as Given, QuestionKind, Walk};
use serde::de::DeserializeOwned;
use sfu::demux::Demux;
use sfu::offer::{self, Credentials, Offerer, Shape};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::OnceLock;
use str0m::rtp::Vp8Descriptor;

/// One parser.
pub struct Target {
    /// What it reads.
    pub name: &'static str,
    /// Whole inputs, to start from.
    pub seeds: &'static [&'static [u8]],
    /// Reads; whether the input was one.
    pub parse: fn(&[u8]) -> bool,
}

/// All of them.
pub const TARGETS: &[Target] = &[
    Target { name: "datagram", seeds: &[STUN, RTP], parse: datagram },
    Target {
        name: "vp8",
        seeds: &[b"\x90\x80\x81\x02\x00\x00\x00\x9d\x01\x2a", b"\x90\xf0\x81\x02\x03\x44\x01"],
        parse: vp8,
    },
    Target { name: "offer", seeds: &[OFFER.as_bytes()], parse: offer },
    Target { name: "grant", seeds: &[GRANT], parse: grant },
    Target {
        name: "control",
        seeds: &[br#"{"type":"set-privacy","id":7,"privacy":{"is":"covered","by":"booth"}}"#],
        parse: control,
    },
    Target { name: "panel", seeds: &[PANEL, STAGE], parse: panel },
    Target { name: "pointer", seeds: &[br#"{"x":500,"y":250}"#], parse: pointer },
    Target { name: "envelope", seeds: &[b"\x03\x05booth{}", b"\x00\x04desk"], parse: envelope },
    Target { name: "chunk", seeds: &[b"\x07picture\x00\x01\xff\xd8\xff"], parse: chunk },
    Target { name: "socket", seeds: &[SOCKET, br#"{"v":1,"id":0,"body":{"type":"ping"}}"#], parse: socket },
    Target { name: "device", seeds: &[DEVICE], parse: device },
    Target { name: "definition", seeds: &[FORM.as_bytes()], parse: definition },
    Target { name: "answers", seeds: &[ANSWERS.as_bytes()], parse: answers },
    Target { name: "holidays", seeds: &[HOLIDAYS.as_bytes(), HOLIDAYS_SJIS], parse: holidays },
    Target { name: "postcodes", seeds: &[POSTCODES.as_bytes(), POSTCODES_SJIS], parse: postcodes },
    Target { name: "plan", seeds: &[PLAN.as_bytes()], parse: plan },
    Target { name: "closure", seeds: &[CLOSURE.as_bytes()], parse: closure },
    Target { name: "tree", seeds: &[TREE.as_bytes()], parse: tree },
    Target { name: "screening", seeds: &[SCREENING.as_bytes()], parse: screening },
    Target { name: "guide", seeds: &[GUIDE.as_bytes()], parse: guide },
];

/// USERNAME, PRIORITY, MESSAGE-INTEGRITY.
const STUN: &[u8] = b"\x00\x01\x00\x30\x21\x12\xa4\x42aaaabbbbcccc\x00\x06\x00\x09abcd:efgh\x00\x00\x00\
    \x00\x24\x00\x04\x6e\x00\x00\xff\x00\x08\x00\x14a sealed integrity..";
const RTP: &[u8] = b"\x80\x60\x00\x01\x00\x00\x03\xc0\x00\x00\x00\x07\x90\x80\x81\x02";
const OFFER: &str = "v=0\r\n\
    a=fingerprint:sha-256 AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:\
    CD:CD:CD:CD:CD:CD:CD:CD:CD:CD:CD:CD:CD:CD:CD:CD\r\n\
    a=ice-ufrag:abcd\r\na=ice-pwd:aPasswordOfTwentyTwoCh\r\n\
    m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=sendonly\r\na=rtpmap:111 opus/48000/2\r\n\
    m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\na=recvonly\r\na=rtpmap:111 opus/48000/2\r\n\
    m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:2\r\na=recvonly\r\na=rtpmap:96 VP8/90000\r\n\
    a=candidate:1 1 udp 1 10.0.0.1 9 typ host\r\n";
const GRANT: &[u8] = b"eyJhbGciOiJFUzI1NiJ9.eyJjYWxsIjoiYyIsImV4cCI6MX0.AAAA";
const PANEL: &[u8] = br#"{"from":"reader","message":{"type":"highlight","path":"household/0/name"}}"#;
const STAGE: &[u8] =
    br#"{"from":"guest","message":{"type":"mark","picture":"p","mark":{"id":"m","points":[[1,2],[3,4]]}}}"#;
const SOCKET: &[u8] =
    br#"{"v":1,"id":1,"body":{"type":"ring","request":"r","subject":"garbage-support","language":"ja"}}"#;
const DEVICE: &[u8] =
    br#"{"v":1,"id":1,"body":{"type":"health","lamps":[{"part":"disk","state":"bad","note":"full"}]}}"#;
const FORM: &str = include_str!("../../forms/definitions/fureai-shushu.json");
const ANSWERS: &str = r#"{"agree":"yes","name":"小倉 花子","birth-date":"昭和23年4月5日","postcode":"８０３－０８１４",
    "telephone":"093-582-3311","household":"1","household/0/name":"小倉 太郎","reason":"stairs"}"#;
const HOLIDAYS: &str =
    "\u{feff}国民の祝日・休日月日,国民の祝日・休日名称\r\n2026/1/1,元日\r\n\r\n2026-05-06,\"休日\",\r\n";
/// `月日,名称`, `2026/1/1,元日`
const HOLIDAYS_SJIS: &[u8] = b"\x8c\x8e\x93\xfa,\x96\xbc\x8f\xcc\r\n2026/1/1,\x8c\xb3\x93\xfa\r\n";
const POSTCODES: &str = "40106,803,8030814,,,,福岡県,北九州市小倉北区,大手町,0,0,0,0,0,0\r\n\
    40106,803,8030000,,,,福岡県,北九州市小倉北区,\"協和（１、\",0,0,0,0,0,0\r\n\
    40106,803,8030000,,,,福岡県,北九州市小倉北区,２）,0,0,0,0,0,0\r\n";
/// `元`, `日` as prefecture and municipality
const POSTCODES_SJIS: &[u8] = b"40106,803,8030814,,,,\x8c\xb3,\x93\xfa,,0,0,0,0,0,0\r\n";
const PLAN: &str = r#"{"buildings":[{"site":"chuo","calendar":{"week":[{"days":["mon","sun"],
    "hours":{"opens":"00:00","closes":"22:00"}}],"dates":[{"date":"2026-03-29","hours":[]}]}}],"offices":[],
    "interpreters":[{"id":"sign","name":"手話通訳","calendar":{"week":[],"dates":[{"date":"2026-10-25",
    "hours":[{"opens":"00:00","closes":"24:00"}]}]}}],"openings":[{"id":"o","section":"machi","sites":["chuo"],
    "subjects":["garbage"],"kind":"clinic","title":"相談会","days":{"is":"weekly","days":["sun"],"from":"2026-01-01",
    "until":null},"except":["2026-06-07"],"hours":{"opens":"00:00","closes":"06:00"},"unit_minutes":30,"seats":2,
    "interpreter":null,"on_holidays":false},{"id":"p","section":"machi","sites":["chuo"],"subjects":[],"kind":"lecture",
    "title":"講座","days":{"is":"dates","dates":["2026-10-25"]},"except":[],"hours":{"opens":"01:00","closes":"04:00"},
    "unit_minutes":0,"seats":9,"interpreter":"sign","on_holidays":true}],"lengths":[{"subject":"garbage","minutes":20,
    "buffer_minutes":15}],"rules":{"lead_minutes":30,"horizon_days":60,"per_person":3,"early_minutes":15,
    "late_minutes":10}}"#;
const CLOSURE: &str = r#"{"scope":{"is":"site","site":"chuo"},"from":"2026-03-29T01:00","until":"2026-03-29T24:00",
    "reason":"台風のため","instead":""}"#;

const TREE: &str = r#"{"id":"t","version":1,"effective_from":"2026-04-01","title":{"ja":"流れ"},"start":{"question":"who"},
    "questions":[{"id":"who","ask":{"ja":"だれ"},"kind":{"type":"several","choices":[{"id":"child","label":{"ja":"子"},
    "then":{"question":"born"}}],"none":{"id":"none","label":{"ja":"いない"},"then":{"question":"many"}}}},
    {"id":"born","ask":{"ja":"いつ"},"kind":{"type":"birth-date","ranges":[{"until":17,"then":{"question":"since"}},
    {"from":18,"then":{"outcome":"end"}}]}},{"id":"since","ask":{"ja":"いつから"},"kind":{"type":"date",
    "earliest":"2000-01-01","ranges":[{"until":"2019-12-31","then":{"outcome":"end"}},{"from":"2020-01-01",
    "then":{"question":"place"}}]}},{"id":"many","ask":{"ja":"何人"},"kind":{"type":"number","min":1,"max":9,
    "unit":{"ja":"人"},"ranges":[{"then":{"question":"place"}}]}},{"id":"place","ask":{"ja":"どこ"},
    "kind":{"type":"postcode","areas":[{"begins":["803"],"then":{"outcome":"end"}}],"otherwise":{"outcome":"end"}}}],
    "outcomes":[{"id":"end","title":{"ja":"おわり"},"reasons":[{"id":"why","words":{"ja":"理由"}}]}]}"#;
const SCREENING: &str = r#"{"version":1,"effective_from":"2026-04-01","trees":[{"id":"t","version":1,
    "effective_from":"2026-04-01","title":{"ja":"流れ"},"start":{"question":"quiet"},"questions":[{"id":"quiet",
    "ask":{"ja":"静かに"},"kind":{"type":"choice","choices":[{"id":"yes","label":{"ja":"はい"},"then":{"outcome":"end"}},
    {"id":"no","label":{"ja":"いいえ"},"then":{"outcome":"end"}}]}}],"outcomes":[{"id":"end","title":{"ja":"おわり"}}]}],
    "reasons":[{"id":"why","words":{"ja":"理由"}}],"rules":[{"id":"a","title":"静か","when":{"documents":["none"],
    "money":false,"seclusion":["open"],"handset":true,"answers":[{"question":"quiet","is":["yes"]}]},
    "verdict":"remote-private","reasons":["why"]},{"id":"z","title":"残り","verdict":"remote","reasons":["why"]}]}"#;
const GUIDE: &str = r#"{"tree":{"id":"t","version":1,"effective_from":"2026-04-01","title":{"ja":"流れ"},
    "start":{"question":"age"},"questions":[{"id":"age","ask":{"ja":"何歳"},"kind":{"type":"number","min":0,"max":120,
    "unit":{"ja":"歳"},"ranges":[{"until":64,"then":{"question":"what"}},{"from":65,"then":{"outcome":"end"}}]}},
    {"id":"what","ask":{"ja":"何"},"kind":{"type":"several","choices":[{"id":"a","label":{"ja":"あ"},
    "then":{"outcome":"end"}}],"none":{"id":"none","label":{"ja":"ない"},"then":{"outcome":"end"}}}}],
    "outcomes":[{"id":"end","title":{"ja":"おわり"}}]},"schemes":[{"id":"s","name":{"ja":"制度（例）"},
    "about":{"ja":"内容"},"place":{"ja":"窓口"},"bring":{"ja":"手帳"},"my_number":true,"when":[{"all":[{"question":"what",
    "wants":{"is":["a"]}},{"question":"age","wants":{"between":{"from":20,"until":30}}}]}]}]}"#;

fn datagram(bytes: &[u8]) -> bool {
    let _ = Demux::default().find(SocketAddr::from((Ipv4Addr::LOCALHOST, 9)), bytes);
    str0m::net::DatagramRecv::try_from(bytes).is_ok()
}

fn vp8(bytes: &[u8]) -> bool {
    Vp8Descriptor::parse(bytes).map(|descriptor| descriptor.starts_keyframe(bytes)).is_ok()
}

fn offer(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let _ = Credentials::read(&text).map(|credentials| credentials.graft(&text));
    let _ = offer::fragment_of(&offer::with_start_bitrate(&text, 1_200));
    Shape::read(&text, Offerer::Party).is_ok()
}

fn grant(bytes: &[u8]) -> bool {
    static KEY: OnceLock<sfu::GrantKey> = OnceLock::new();
    let key = KEY.get_or_init(|| sfu::GrantKey::from_ec_public_pem(GRANT_KEY.as_bytes()).expect("a public key"));
    let token = String::from_utf8_lossy(bytes);
    assert!(key.read(&token, 0).is_err(), "nobody can sign for this key");
    sfu::grant::call_of(&token).is_some()
}

/// Its private half was thrown away.
const GRANT_KEY: &str = "-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE6+uen/C/TrBaJc2IiWDb0UtkjUSM
DhwGNZbS1lUpJ28tfm6H3Ov8R5UV23sNho1U6Dr8RigLfTdYxIlLUJqr1Q==
-----END PUBLIC KEY-----
";

fn control(bytes: &[u8]) -> bool {
    json::<ToSfu>(bytes) | json::<FromSfu>(bytes)
}

fn panel(bytes: &[u8]) -> bool {
    json::<PanelMessage>(bytes)
}

fn pointer(bytes: &[u8]) -> bool {
    json::<Pointer>(bytes)
}

fn envelope(bytes: &[u8]) -> bool {
    let Ok(envelope) = Envelope::decode(bytes) else { return false };
    assert_eq!(Envelope::decode(&envelope.encode()), Ok(envelope), "what was read is written as it was");
    true
}

fn chunk(bytes: &[u8]) -> bool {
    let Ok(chunk) = Chunk::decode(bytes) else { return false };
    assert_eq!(Chunk::decode(&chunk.encode()), Ok(chunk), "what was read is written as it was");
    true
}

fn socket(bytes: &[u8]) -> bool {
    json::<ClientFrame>(bytes) | json::<ServerFrame>(bytes)
}

fn device(bytes: &[u8]) -> bool {
    json::<DeviceFrame>(bytes) | json::<OrderFrame>(bytes)
}

fn definition(bytes: &[u8]) -> bool {
    Definition::parse(&String::from_utf8_lossy(bytes)).is_ok()
}

fn answers(bytes: &[u8]) -> bool {
    let today = jiff::civil::date(2026, 11, 22);
    let form = builtin::in_force(&"fureai-shushu".parse().expect("an id"), today).expect("it ships");
    let Ok(answers) = serde_json::from_slice::<Answers>(bytes) else { return false };
    let _ = form.fields(&answers);
    let accept = |answers| form.accept(answers, &Declared::new(), today);
    if let Ok(accepted) = accept(&answers) {
        assert_eq!(accept(&accepted), Ok(accepted.clone()), "what is accepted is written in its one way");
    }
    true
}

fn holidays(bytes: &[u8]) -> bool {
    let Ok(holidays) = schedule::Holidays::read(bytes) else { return false };
    assert!(holidays.until().is_some(), "an import has holidays");
    true
}

fn postcodes(bytes: &[u8]) -> bool {
    let Ok(towns) = forms::postcode::file::read(bytes) else { return false };
    for town in &towns {
        assert_eq!(forms::postcode::normalise(&town.postcode).as_ref(), Some(&town.postcode), "in its one way");
    }
    true
}

/// What is read can be asked anything, on dates on which clocks change.
fn plan(bytes: &[u8]) -> bool {
    let Ok(sent) = serde_json::from_slice::<protocol::schedule::Plan>(bytes) else { return false };
    let (place, zone) = ward();
    let (stored, _) = schedule::Plan::stored(&sent, place);
    let read = schedule::Plan::read(&sent, place, jiff::civil::date(2026, 3, 1));
    if let Ok(read) = &read {
        assert_eq!(*read, stored, "what is sound is stored and read alike");
    }
    let holidays = schedule::Holidays::default();
    let almanac = schedule::Almanac { plan: &stored, holidays: &holidays, closures: &[], place, zone };
    let (site, subject) = ("chuo".parse().expect("an id"), "garbage".parse().expect("an id"));
    for date in [jiff::civil::date(2026, 3, 29), jiff::civil::date(2026, 10, 25)] {
        for start in almanac.starts(&site, &subject, date) {
            assert!(start.starts < start.ends);
        }
        let _ = almanac.explain(&site, &subject, date.at(2, 30, 0, 0), 0);
    }
    let _ = schedule::changes(&schedule::Plan::default(), &stored, place);
    read.is_ok()
}

fn closure(bytes: &[u8]) -> bool {
    let Ok(sent) = serde_json::from_slice::<protocol::schedule::NewClosure>(bytes) else { return false };
    let Ok(closure) = schedule::Closure::read(&sent, &ward().1) else { return false };
    assert!(closure.from_ms < closure.until_ms);
    true
}

/// What is read can be walked from the start to an end with whatever answers, and read again.
fn tree(bytes: &[u8]) -> bool {
    let Ok(sent) = serde_json::from_slice::<protocol::tree::Tree>(bytes) else { return false };
    let Ok((tree, _)) = trees::Tree::read(&sent) else { return false };
    assert!(trees::diff(&sent, tree.wire()).is_empty(), "what was read is what was sent");
    let answers = walked(&tree);
    assert_eq!(tree.carry(&tree, &answers, TREES_DAY).answers, answers, "a version keeps its own answers");
    true
}

/// The first answer of each question, until the end.
fn walked(tree: &trees::Tree) -> Given {
    let mut answers = Given::new();
    while let Walk::Ask { question, .. } = tree.step(&answers, TREES_DAY) {
        let one = |text: &str| Answer::One(text.to_owned());
        let answer = match &question.kind {
            QuestionKind::Choice { choices } => one(choices[0].id.as_str()),
            QuestionKind::Several { none, .. } => Answer::Several([none.id.clone()].into()),
            QuestionKind::Date { earliest, .. } => one(earliest),
            QuestionKind::BirthDate { .. } => one("1990-04-05"),
            QuestionKind::Number { min, .. } => one(&min.to_string()),
            QuestionKind::Postcode { .. } => one("803-0814"),
        };
        // A first day that is still to come is refused for good.
        if answers.insert(question.id, answer).is_some() {
            return Given::new();
        }
    }
    answers
}

const TREES_DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 30);

fn screening(bytes: &[u8]) -> bool {
    let Ok(sent) = serde_json::from_slice::<protocol::screening::Screening>(bytes) else { return false };
    let Ok((screening, _)) = trees::Screening::read(&sent) else { return false };
    let attributes =
        r#"{"documents":"none","money":false,"sensitivity":"low","kiosk":false,"danger":false,"reach":"whole"}"#;
    let site = r#"{"seclusion":"open","handset":true,"earphone":false,"document_camera":false,"printer":false,"attendant":false}"#;
    let (subject, site) = (serde_json::from_str(attributes).expect("one"), serde_json::from_str(site).expect("one"));
    for tree in &sent.trees {
        let answers = walked(screening.tree(&tree.id).expect("each is read"));
        let decision = screening.decide(&subject, &site, &tree.id, &answers, TREES_DAY);
        assert!(decision.is_some_and(|decision| !decision.reasons.is_empty()), "every combination has its verdict");
    }
    true
}

fn guide(bytes: &[u8]) -> bool {
    let Ok(sent) = serde_json::from_slice::<protocol::guide::Guide>(bytes) else { return false };
    let Ok((guide, _)) = trees::Guide::read(&sent) else { return false };
    if let Some(advice) = guide.advise(&walked(guide.tree()), TREES_DAY) {
        let told = advice.usable.len() + advice.perhaps.len() + advice.others.len();
        assert_eq!(told, sent.schemes.len(), "no scheme is left out");
    }
    true
}

/// A section, a site and a subject, where clocks are changed.
fn ward() -> &'static (schedule::Place, jiff::tz::TimeZone) {
    static WARD: OnceLock<(schedule::Place, jiff::tz::TimeZone)> = OnceLock::new();
    WARD.get_or_init(|| {
        let name = |text: &str| text.to_owned();
        let section: SectionId = "machi".parse().expect("an id");
        let site: SiteId = "chuo".parse().expect("an id");
        let subject: SubjectId = "garbage".parse().expect("an id");
        let own = Some(section.clone());
        let facts =
            schedule::SubjectFacts { name: name("ごみ出し支援"), minutes: 30, section: own, at_counter: None };
        let there = schedule::SiteFacts {
            name: name("小倉中央市民センター"),
            counter: false,
            subjects: [subject.clone()].into(),
        };
        let place = schedule::Place {
            sections: [(section, name("まちづくり推進課"))].into(),
            sites: [(site, there)].into(),
            subjects: [(subject, facts)].into(),
        };
        (place, jiff::tz::TimeZone::get("Europe/Berlin").expect("a zone that is bundled"))
    })
}

fn json<T: DeserializeOwned>(bytes: &[u8]) -> bool {
    serde_json::from_slice::<T>(bytes).is_ok()
}
