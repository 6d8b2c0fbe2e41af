//! Puts the booth's built face (`web/dist`, by `make web`) into the program: `booth.html` and every file under `assets`
//! that it leads to. Without a built face the program builds all the same, and its keeper says what is missing.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() {
    let dist = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../web/dist");
    // Cargo looks at a path that is missing as one that has changed each time: then the folder above is watched.
    let watched = if dist.exists() { dist.as_path() } else { dist.parent().expect("it has one") };
    println!("cargo::rerun-if-changed={}", watched.display());
    let mut code = match fs::canonicalize(dist.join("booth.html")) {
        Ok(page) => format!("pub(super) const PAGE: Option<&str> = Some(include_str!({page:?}));\n"),
        Err(_) => "pub(super) const PAGE: Option<&str> = None;\n".to_owned(),
    };
    code.push_str("pub(super) const FILES: &[(&str, &[u8])] = &[\n");
    for name in led_to(&dist) {
        let path = fs::canonicalize(dist.join("assets").join(&name)).expect("it was listed");
        writeln!(code, "    ({name:?}, include_bytes!({path:?})),").expect("writes to memory");
    }
    code.push_str("];\n");
    let out = env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("face.rs"), code).expect("writes beside the build");
}

/// The files under `assets` whose names stand in the page, or in a file that is led to.
fn led_to(dist: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(dist.join("assets")) else { return Vec::new() };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut others: BTreeMap<String, Vec<u8>> = names
        .filter_map(|name| {
            let bytes = fs::read(dist.join("assets").join(&name)).ok()?;
            Some((name, bytes))
        })
        .collect();
    let mut unread = vec![fs::read(dist.join("booth.html")).unwrap_or_default()];
    let mut found = Vec::new();
    while let Some(bytes) = unread.pop() {
        let text = String::from_utf8_lossy(&bytes);
        let here: Vec<String> = others.keys().filter(|name| text.contains(name.as_str())).cloned().collect();
        for name in here {
            unread.extend(others.remove(&name));
            found.push(name);
        }
    }
    found.sort();
    found
}
