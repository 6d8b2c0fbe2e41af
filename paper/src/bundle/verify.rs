//! What a receiver checks before it believes a bundle.

use super::{MANIFEST, Manifest, SIGNATURE, sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Why a bundle is not to be believed.
#[derive(Debug, thiserror::Error)]
pub enum BadBundle {
    /// No ZIP, or a damaged one.
    #[error("the file is no archive that could be read")]
    Archive(#[source] zip::result::ZipError),
    /// Two files of one name: programs would differ in which of them they unpack.
    #[error("the archive has two files of one name")]
    Twice,
    /// A file that the manifest does not name.
    #[error("{0} is in the file but not in its manifest")]
    Added(String),
    /// A file that the manifest names.
    #[error("{0} is missing")]
    Missing(String),
    /// A file that is not what was signed.
    #[error("{0} was changed after it was released")]
    Changed(String),
    /// A manifest that was not signed by this key.
    #[error("the manifest's signature does not hold")]
    Signature,
    /// A manifest that was signed, and of another version or kind.
    #[error("the manifest cannot be read")]
    Manifest(#[source] serde_json::Error),
}

/// Checks a bundle: the signature of its manifest, then that it holds these files, all of them and no other. `holds` tells
/// whether a signature (second) is one of these bytes (first) under the sender's key.
///
/// # Errors
/// [`BadBundle`], the first thing that is wrong. Nothing of an unsigned manifest is read.
pub fn verify(bytes: &[u8], holds: impl Fn(&[u8], &[u8]) -> bool) -> Result<Manifest, BadBundle> {
    let mut files = unpack(bytes)?;
    let manifest = files.remove(MANIFEST).ok_or_else(|| BadBundle::Missing(MANIFEST.to_owned()))?;
    let signature = files.remove(SIGNATURE).ok_or_else(|| BadBundle::Missing(SIGNATURE.to_owned()))?;
    if !holds(&manifest, &signature) {
        return Err(BadBundle::Signature);
    }
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(BadBundle::Manifest)?;
    for file in &manifest.files {
        let bytes = files.remove(&file.name).ok_or_else(|| BadBundle::Missing(file.name.clone()))?;
        if bytes.len() as u64 != file.size || sha256(&bytes) != file.sha256 {
            return Err(BadBundle::Changed(file.name.clone()));
        }
    }
    files.into_keys().next().map_or(Ok(manifest), |name| Err(BadBundle::Added(name)))
}

fn unpack(bytes: &[u8]) -> Result<BTreeMap<String, Vec<u8>>, BadBundle> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(BadBundle::Archive)?;
    if archive.has_duplicate_names() {
        return Err(BadBundle::Twice);
    }
    let mut files = BTreeMap::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(BadBundle::Archive)?;
        let mut content = Vec::new();
        file.read_to_end(&mut content).map_err(|error| BadBundle::Archive(error.into()))?;
        files.insert(file.name().map_err(BadBundle::Archive)?.into_owned(), content);
    }
    Ok(files)
}
