//! Gzip size of what a browser loads for each face: its HTML, the scripts and styles it names, and what those import.

use crate::report::Figure;
use anyhow::{Context, Result, bail};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Reads `web/dist`, which `make bench` has built.
pub(crate) fn measure() -> Result<Vec<Figure>> {
    let dist = Path::new("web/dist");
    let mut figures = Vec::new();
    for entry in std::fs::read_dir(dist).context("build the web faces first: make web")? {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "html") {
            let face = path.file_stem().context("a file has a name")?.to_string_lossy().into_owned();
            let files = loaded(dist, &path)?;
            let mut total = 0;
            for file in &files {
                total += gzip(&std::fs::read(file)?)?;
            }
            let note = format!("{} files: HTML, scripts, styles, wasm; fonts come as needed", files.len());
            figures.push(Figure::new(format!("size.{face}_gzip"), total as f64 / 1024.0, "KiB").note(note));
        }
    }
    if figures.is_empty() {
        bail!("web/dist holds no face");
    }
    figures.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(figures)
}

/// The page and every local script, style and wasm reachable from it by name.
fn loaded(dist: &Path, page: &Path) -> Result<BTreeSet<PathBuf>> {
    let assets: Vec<PathBuf> = std::fs::read_dir(dist.join("assets"))?.map(|e| Ok(e?.path())).collect::<Result<_>>()?;
    let mut files = BTreeSet::from([page.to_owned()]);
    let mut open = vec![page.to_owned()];
    while let Some(file) = open.pop() {
        let text = String::from_utf8_lossy(&std::fs::read(&file)?).into_owned();
        for asset in &assets {
            let name = asset.file_name().context("a file has a name")?.to_string_lossy().into_owned();
            let loads = [".js", ".css", ".wasm"].iter().any(|e| name.ends_with(e));
            if loads && text.contains(&name) && files.insert(asset.clone()) && !name.ends_with(".wasm") {
                open.push(asset.clone());
            }
        }
    }
    Ok(files)
}

/// Bytes after `gzip -9`, as Debian's gzip makes them.
fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut child = Command::new("gzip").arg("-9c").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut stdin = child.stdin.take().context("stdin is piped")?;
    let bytes = bytes.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output()?;
    writer.join().expect("the writer does not panic")?;
    Ok(output.stdout.len())
}
