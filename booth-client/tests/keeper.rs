//! The keeper as a process: what a resident typed is nowhere after it has ended. Needs the built face (`make web`).

use nix::sys::stat::Mode;
use rcgen::{CertificateParams, KeyPair};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const LAUNCH: &str = "0123456789abcdef0123456789abcdef";
const INPUT: &str = "fedcba9876543210fedcba9876543210";
/// What a resident might type, once for each way through the keeper.
const PLANTED: [&str; 5] =
    ["planted-in-a-draft", "planted-in-an-application", "planted-in-an-offer", "植えた名前", "planted-in-speech"];

/// A device whose every folder is below one.
struct Device {
    root: tempfile::TempDir,
    child: Child,
    orders: Option<ChildStdin>,
    reports: BufReader<ChildStdout>,
    port: u64,
}

impl Device {
    fn start() -> Self {
        Self::with(serde_json::json!({ "devices": {}, "prints": false, "speech": {} }))
    }

    /// A device that has this.
    fn with(equipment: serde_json::Value) -> Self {
        let root = tempfile::tempdir().expect("a folder");
        let identity = root.path().join("identity");
        for folder in ["identity", "home", "tmp"] {
            fs::create_dir(root.path().join(folder)).expect("a folder");
        }
        enrol(&identity);
        let mut child = Command::new(env!("CARGO_BIN_EXE_chikamado-booth"))
            .arg("keeper")
            .current_dir(root.path())
            .env("HOME", root.path().join("home"))
            .env("TMPDIR", root.path().join("tmp"))
            // The most talkative setting there is.
            .env("RUST_LOG", "trace")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("starts");
        let mut orders = child.stdin.take().expect("a pipe");
        let start = serde_json::json!({
            "type": "start", "port": 0, "launch": LAUNCH, "input": INPUT, "identity": identity,
            "equipment": equipment,
        });
        writeln!(orders, "{start}").expect("it listens");
        let reports = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut device = Self { root, child, orders: Some(orders), reports, port: 0 };
        let listening = device.report();
        assert_eq!(listening["type"], "listening", "{listening} (`no-face`: run `make web`)");
        device.port = listening["port"].as_u64().expect("a port");
        device
    }

    /// Runs `chikamado-booth press <key>` beside it; answers whether it worked, and what it said.
    fn press(&self, key: &str) -> (bool, String) {
        let config = self.root.path().join("booth.toml");
        let text = format!("runtime = {:?}\n[page]\nport = {}\n", self.root.path(), self.port);
        fs::write(&config, text).expect("writes");
        let press = Command::new(env!("CARGO_BIN_EXE_chikamado-booth"))
            .args(["press", key, "--config"])
            .arg(config)
            .output()
            .expect("runs");
        (press.status.success(), String::from_utf8_lossy(&press.stderr).into_owned())
    }

    fn report(&mut self) -> serde_json::Value {
        let mut line = String::new();
        self.reports.read_line(&mut line).expect("it reports");
        serde_json::from_str(&line).expect("JSON")
    }

    /// Asks as the page does; answers with the status.
    fn page(&self, method: &str, path: &str, headers: &str, body: &str) -> String {
        let mut answer = Vec::new();
        self.ask(method, path, headers, body).read_to_end(&mut answer).expect("answers");
        String::from_utf8_lossy(&answer).split(' ').nth(1).expect("a status").to_owned()
    }

    /// Asks, and answers what the answer will come over.
    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> TcpStream {
        let port = self.port;
        let mut stream = TcpStream::connect(("127.0.0.1", u16::try_from(port).expect("a port"))).expect("it listens");
        let head = format!(
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\norigin: http://127.0.0.1:{port}\r\n\
             cookie: launch={LAUNCH}\r\n{headers}content-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).expect("sends");
        stream
    }

    /// Every file below the device's folder.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut files, mut folders) = (BTreeMap::new(), vec![self.root.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.insert(path.clone(), fs::read(path).expect("a file"));
                }
            }
        }
        files
    }
}

/// An identity whose server is not there: what is typed is tried to be sent all the same.
fn enrol(folder: &Path) {
    let key = KeyPair::generate().expect("a key");
    let certificate = CertificateParams::default().self_signed(&key).expect("a certificate").pem();
    let place = serde_json::json!({
        "booth": "kokura-1", "server": "https://127.0.0.1:9/", "mtls": "https://127.0.0.1:9/",
    });
    for (file, text) in [
        ("key.pem", key.serialize_pem()),
        ("certificate.pem", certificate.clone()),
        ("ca.pem", certificate),
        ("place.json", place.to_string()),
    ] {
        fs::write(folder.join(file), text).expect("writes");
    }
}

/// A visit in which everything that passes through the keeper is planted.
fn visit(device: &mut Device) {
    assert_eq!(device.page("GET", "/booth", "", ""), "200");
    let draft = format!(r#"{{"at":"visit","keep":{{"name":"{}{}"}}}}"#, PLANTED[0], PLANTED[3]);
    assert_eq!(device.page("PUT", "/terminal/visit", "", &draft), "204");
    assert_eq!(device.report()["type"], "at");
    let json = "content-type: application/json\r\nidempotency-key: k\r\n";
    let application = format!(r#"{{"form":"f","answers":"{}"}}"#, PLANTED[1]);
    assert_eq!(device.page("POST", "/api/calls/c/application", json, &application), "502");
    assert_eq!(device.report()["type"], "away");
    assert_eq!(device.page("POST", "/media/whip", "content-type: application/sdp\r\n", PLANTED[2]), "502");
    for language in ["ja", "en"] {
        let speech = format!(r#"{{"text":"{}","language":"{language}"}}"#, PLANTED[4]);
        assert_eq!(device.page("POST", "/terminal/speech", "", &speech), "200", "run `make setup`");
    }
}

#[test]
fn nothing_of_a_visit_outlives_its_keeper() {
    for how in ["end", "forget", "stdin", "kill"] {
        let mut device = Device::start();
        let before = device.files();
        visit(&mut device);
        let limits = fs::read_to_string(format!("/proc/{}/limits", device.child.id())).expect("it runs");
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
        assert_eq!(core.split_whitespace().nth(4), Some("0"), "no core is dumped");

        let mut orders = device.orders.take().expect("not closed yet");
        match how {
            "end" => {
                let end = r#"{"why":"ended","submitted":true,"language":"ja"}"#;
                assert_eq!(device.page("POST", "/terminal/end", "", end), "204");
                assert_eq!(device.report()["type"], "ended");
                assert_eq!(device.page("GET", "/terminal/visit", "", ""), "410");
            }
            "forget" => writeln!(orders, r#"{{"type":"forget"}}"#).expect("it listens"),
            "stdin" => {}
            _ => device.child.kill().expect("it runs"),
        }
        drop(orders);
        device.child.wait().expect("it ends");

        assert_eq!(device.files(), before, "{how}: a file was written");
        let mut said = String::new();
        device.reports.read_to_string(&mut said).expect("text");
        device.child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
        for planted in PLANTED.iter().chain([&LAUNCH, &INPUT]) {
            assert!(!said.contains(planted), "{how}: {planted} in {said}");
        }
    }
}

#[test]
fn a_keeper_that_is_not_started_first_says_so() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_chikamado-booth"))
        .arg("keeper")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("starts");
    let mut orders = child.stdin.take().expect("a pipe");
    writeln!(orders, r#"{{"type":"tell","event":"cover"}}"#).expect("it listens");
    drop(orders);
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "{\"type\":\"cannot-start\",\"why\":\"bad-order\"}\n");
    assert!(!output.status.success());
}

#[test]
fn a_key_is_pressed_by_whoever_may_read_the_token() {
    let mut device = Device::start();
    let (pressed, said) = device.press("presence");
    assert!(!pressed && said.contains("input-token"), "there is no token: {said}");
    let token = device.root.path().join("input-token");
    fs::write(&token, INPUT).expect("writes");
    for key in ["presence", "hook-up", "selfcheck"] {
        assert_eq!(device.press(key), (true, String::new()));
        assert_eq!(device.report(), serde_json::json!({ "type": "pressed", "key": key }));
    }
    assert!(!device.press("dance").0);
    fs::write(token, INPUT.replace('f', "0")).expect("writes");
    let (pressed, said) = device.press("presence");
    assert!(!pressed && said.contains("403"), "{said}");
    device.child.kill().expect("it runs");
    device.child.wait().expect("it ends");
    let (pressed, said) = device.press("presence");
    assert!(!pressed && said.contains("no page"), "{said}");
}

#[test]
fn what_is_read_aloud_ends_with_the_keeper() {
    for how in ["stdin", "kill"] {
        let reading = tempfile::tempdir().expect("a folder");
        let (program, heard) = (reading.path().join("reads"), reading.path().join("heard"));
        nix::unistd::mkfifo(&heard, Mode::S_IRWXU).expect("makes");
        // It tells what it reads, and holds on to the pipe as long as it lives.
        let script = format!("#!/bin/sh\nexec 9>{}\ncat >&9\necho >&9\nexec sleep 60\n", heard.display());
        fs::write(&program, script).expect("writes");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("may be run");
        let english = serde_json::json!({ "program": program, "voice": "en" });
        let mut device = Device::with(serde_json::json!({
            "devices": {}, "prints": false, "speech": { "english": english },
        }));
        let asked = device.ask("POST", "/terminal/speech", "", r#"{"text":"planted","language":"en"}"#);
        let mut heard = BufReader::new(fs::File::open(&heard).expect("it reads"));
        let mut text = String::new();
        heard.read_line(&mut text).expect("it reads");
        assert_eq!(text, "planted\n");
        let orders = device.orders.take().expect("not closed yet");
        if how == "kill" {
            device.child.kill().expect("it runs");
        }
        drop(orders);
        device.child.wait().expect("it ends");
        // The end of the pipe is the end of who read.
        assert_eq!(heard.read_line(&mut text).expect("ends"), 0);
        drop(asked);
    }
}
