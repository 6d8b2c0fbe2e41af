//! Keys of the server's own, each in a file beside the certificate authority, made where there is none.

use protocol::private::Private;
use rand::Rng;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

/// Why a key is not there.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file could not be read or written.
    #[error("the key {0} could not be read or written")]
    File(PathBuf, #[source] io::Error),
    /// The file holds something else.
    #[error("the key {0} has not 32 bytes")]
    Length(PathBuf),
}

/// The 32 bytes of a file in this directory, drawn where there is none. Servers that share a database share it.
///
/// # Errors
/// When the file can neither be read nor written, or is not a key.
pub(crate) fn open(directory: &Path, name: &str, rng: &mut impl Rng) -> Result<Private<Vec<u8>>, KeyError> {
    let path = directory.join(name);
    if !path.exists() {
        let mut bytes = [0; 32];
        rng.fill_bytes(&mut bytes);
        make(directory, &path, &bytes).map_err(|error| KeyError::File(path.clone(), error))?;
    }
    let bytes = fs::read(&path).map_err(|error| KeyError::File(path.clone(), error))?;
    if bytes.len() == 32 { Ok(Private::new(bytes)) } else { Err(KeyError::Length(path)) }
}

/// Makes the file as a whole, for nobody else to read; where another start was faster, its key counts.
fn make(directory: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    let draft = path.with_extension(format!("key.{}", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    let made = fs::hard_link(&draft, path);
    fs::remove_file(&draft)?;
    match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}
