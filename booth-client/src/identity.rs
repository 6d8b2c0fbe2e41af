//! Who this booth is: a folder with its key, its certificate and where its server is.
//!
//! ```text
//! key.pem           made here, never leaves; mode 0600
//! certificate.pem   from the city's CA, 24 h
//! ca.pem            whom the booth believes
//! place.json        its id and its server's addresses
//! ```

use protocol::id::BoothId;
use rcgen::{CertificateParams, DnType, KeyPair};
use reqwest::Url;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use serde::{Deserialize, Serialize};
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use x509_parser::certificate::X509Certificate;

const KEY: &str = "key.pem";
const CERTIFICATE: &str = "certificate.pem";
const CA: &str = "ca.pem";
const PLACE: &str = "place.json";

/// Why the folder is of no use.
#[derive(Debug, thiserror::Error)]
pub(crate) enum IdentityError {
    #[error("this booth is not enrolled: {} is missing in {}; run `chikamado-booth enrol`", .file, .dir.display())]
    NotEnrolled { file: &'static str, dir: PathBuf },
    #[error("{} cannot be read", .0.display())]
    Unreadable(PathBuf, #[source] io::Error),
    #[error("{} cannot be written", .0.display())]
    Unwritable(PathBuf, #[source] io::Error),
    #[error("{0} is damaged; enrol again with --again")]
    Damaged(&'static str),
    #[error("the certificate does not belong to this booth's key; enrol again with --again")]
    NotOurs(#[source] rustls::Error),
    #[error("no key could be made")]
    NoKey(#[source] rcgen::Error),
}

/// Where the booth's server is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The booth's id.
    pub(crate) booth: BoothId,
    /// `https://host:port/` for everybody.
    #[serde(with = "as_text")]
    pub(crate) server: Url,
    /// `https://host:port/` for booths with a certificate.
    #[serde(with = "as_text")]
    pub(crate) mtls: Url,
}

mod as_text {
    use reqwest::Url;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(url: &Url, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(url.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Url, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A new key with a request to certify it.
pub(crate) struct Request {
    key: KeyPair,
    /// The CSR in PEM.
    pub(crate) csr: String,
}

impl Request {
    /// Makes a key.
    pub(crate) fn new() -> Result<Self, IdentityError> {
        Self::with(KeyPair::generate().map_err(IdentityError::NoKey)?)
    }

    fn with(key: KeyPair) -> Result<Self, IdentityError> {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, "booth");
        let csr = params.serialize_request(&key).and_then(|csr| csr.pem()).map_err(IdentityError::NoKey)?;
        Ok(Self { key, csr })
    }

    /// Keeps the key and what the server made of the request.
    pub(crate) fn keep(self, dir: &Path, place: &Place, certificate: &str, ca: &str) -> Result<(), IdentityError> {
        check_certificate(certificate, &self.key)?;
        fs::create_dir_all(dir).map_err(|e| IdentityError::Unwritable(dir.to_owned(), e))?;
        write(dir, KEY, 0o600, self.key.serialize_pem().as_bytes())?;
        write(dir, CERTIFICATE, 0o644, certificate.as_bytes())?;
        write(dir, CA, 0o644, ca.as_bytes())?;
        // Last, since it is what makes the folder an identity.
        write(dir, PLACE, 0o644, &serde_json::to_vec_pretty(place).expect("plain values serialise"))
    }
}

/// The booth's identity, read from its folder.
#[derive(Debug)]
pub(crate) struct Identity {
    dir: PathBuf,
    pub(crate) place: Place,
    certificate: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    ca: rustls::RootCertStore,
    life: Life,
}

/// From when to when a certificate holds, in time since 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Life {
    from: Duration,
    until: Duration,
}

impl Identity {
    /// Whether the folder holds an identity.
    pub(crate) fn exists(dir: &Path) -> bool {
        dir.join(PLACE).exists() || dir.join(KEY).exists()
    }

    /// Reads the folder.
    pub(crate) fn load(dir: &Path) -> Result<Self, IdentityError> {
        let place = serde_json::from_slice(&read(dir, PLACE)?).map_err(|_| IdentityError::Damaged(PLACE))?;
        let certificate = certificates(&read(dir, CERTIFICATE)?, CERTIFICATE)?;
        let key = PrivateKeyDer::from_pem_slice(&read(dir, KEY)?).map_err(|_| IdentityError::Damaged(KEY))?;
        let ca = roots(&read(dir, CA)?)?;
        let life = life(&certificate)?;
        Ok(Self { dir: dir.to_owned(), place, certificate, key, ca, life })
    }

    /// The certificate's file as it stands there, to see whether it became another one.
    pub(crate) fn certificate_bytes(dir: &Path) -> Option<Vec<u8>> {
        fs::read(dir.join(CERTIFICATE)).ok()
    }

    /// TLS as this booth.
    pub(crate) fn tls(&self) -> Result<rustls::ClientConfig, IdentityError> {
        rustls::ClientConfig::builder()
            .with_root_certificates(self.ca.clone())
            .with_client_auth_cert(self.certificate.clone(), self.key.clone_key())
            .map_err(IdentityError::NotOurs)
    }

    /// Whom the booth believes.
    pub(crate) fn roots(&self) -> &rustls::RootCertStore {
        &self.ca
    }

    /// When to ask for the next certificate, in time since 1970: two thirds through this one's life.
    pub(crate) fn renew_at(&self) -> Duration {
        self.life.from + (self.life.until - self.life.from) * 2 / 3
    }

    /// When the certificate ends, in time since 1970.
    pub(crate) fn ends_at(&self) -> Duration {
        self.life.until
    }

    /// A CSR for the key there is.
    pub(crate) fn request(&self) -> Result<String, IdentityError> {
        let key = KeyPair::try_from(&self.key).map_err(IdentityError::NoKey)?;
        Ok(Request::with(key)?.csr)
    }

    /// Keeps the next certificate. A CA that is new is believed beside the old one, so that the city can change it.
    pub(crate) fn renewed(self, certificate: &str, ca: &str) -> Result<Self, IdentityError> {
        check_certificate(certificate, &KeyPair::try_from(&self.key).map_err(IdentityError::NoKey)?)?;
        let known = String::from_utf8(read(&self.dir, CA)?).map_err(|_| IdentityError::Damaged(CA))?;
        if !known.contains(ca.trim()) {
            roots(ca.as_bytes())?;
            write(&self.dir, CA, 0o644, [known.as_str(), ca].join("\n").as_bytes())?;
        }
        write(&self.dir, CERTIFICATE, 0o644, certificate.as_bytes())?;
        Self::load(&self.dir)
    }
}

/// When the folder's certificate was written: another time than before means another certificate.
pub(crate) fn certified_at(dir: &Path) -> Option<SystemTime> {
    fs::metadata(dir.join(CERTIFICATE)).and_then(|file| file.modified()).ok()
}

/// Reads a bundle of PEM certificates to believe in.
pub(crate) fn roots(pem: &[u8]) -> Result<rustls::RootCertStore, IdentityError> {
    let mut roots = rustls::RootCertStore::empty();
    for certificate in certificates(pem, CA)? {
        roots.add(certificate).map_err(|_| IdentityError::Damaged(CA))?;
    }
    Ok(roots)
}

fn certificates(pem: &[u8], file: &'static str) -> Result<Vec<CertificateDer<'static>>, IdentityError> {
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    certificates.ok().filter(|list| !list.is_empty()).ok_or(IdentityError::Damaged(file))
}

/// Whether it is a certificate, and for this key: another booth's would shut this one out.
fn check_certificate(pem: &str, key: &KeyPair) -> Result<(), IdentityError> {
    let chain = certificates(pem.as_bytes(), CERTIFICATE)?;
    life(&chain)?;
    if leaf(&chain)?.public_key().subject_public_key.data != key.public_key_raw() {
        return Err(IdentityError::NotOurs(rustls::InconsistentKeys::KeyMismatch.into()));
    }
    Ok(())
}

fn leaf<'a>(chain: &'a [CertificateDer<'_>]) -> Result<X509Certificate<'a>, IdentityError> {
    let leaf = chain.first().ok_or(IdentityError::Damaged(CERTIFICATE))?;
    let (_, leaf) = x509_parser::parse_x509_certificate(leaf).map_err(|_| IdentityError::Damaged(CERTIFICATE))?;
    Ok(leaf)
}

fn life(chain: &[CertificateDer<'_>]) -> Result<Life, IdentityError> {
    let leaf = leaf(chain)?;
    let seconds = |time: x509_parser::time::ASN1Time| u64::try_from(time.timestamp()).map(Duration::from_secs);
    match (seconds(leaf.validity.not_before), seconds(leaf.validity.not_after)) {
        (Ok(from), Ok(until)) if from < until => Ok(Life { from, until }),
        _ => Err(IdentityError::Damaged(CERTIFICATE)),
    }
}

fn read(dir: &Path, file: &'static str) -> Result<Vec<u8>, IdentityError> {
    let path = dir.join(file);
    fs::read(&path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => IdentityError::NotEnrolled { file, dir: dir.to_owned() },
        _ => IdentityError::Unreadable(path, error),
    })
}

/// Writes beside the file and moves it there, so that a power cut leaves the old one or the new one.
fn write(dir: &Path, file: &str, mode: u32, bytes: &[u8]) -> Result<(), IdentityError> {
    let (path, beside) = (dir.join(file), dir.join(format!("{file}.new")));
    let attempt = || {
        let _ = fs::remove_file(&beside);
        let mut new = OpenOptions::new().write(true).create_new(true).mode(mode).open(&beside)?;
        new.write_all(bytes)?;
        new.sync_all()?;
        fs::rename(&beside, &path)
    };
    attempt().map_err(|error| IdentityError::Unwritable(path.clone(), error))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateSigningRequestParams, IsCa, Issuer};
    use std::os::unix::fs::PermissionsExt;

    /// A certificate authority for one test.
    pub(crate) struct Authority {
        issuer: Issuer<'static, KeyPair>,
        pub(crate) pem: String,
    }

    impl Authority {
        pub(crate) fn new() -> Self {
            // Another test of this process may have been first.
            let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
            let key = KeyPair::generate().expect("a key");
            let mut params = CertificateParams::default();
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            let pem = params.self_signed(&key).expect("a certificate").pem();
            Self { issuer: Issuer::new(params, key), pem }
        }

        /// A certificate for the CSR's key, over one day of the year 2026.
        pub(crate) fn sign(&self, csr: &str) -> String {
            self.sign_over(csr, (2026, 11, 22), (2026, 11, 23))
        }

        /// A certificate that is good whenever the test runs.
        pub(crate) fn sign_for_good(&self, csr: &str) -> String {
            self.sign_over(csr, (2020, 1, 1), (4000, 1, 1))
        }

        fn sign_over(&self, csr: &str, from: (i32, u8, u8), until: (i32, u8, u8)) -> String {
            let mut request = CertificateSigningRequestParams::from_pem(csr).expect("a CSR");
            request.params.not_before = rcgen::date_time_ymd(from.0, from.1, from.2);
            request.params.not_after = rcgen::date_time_ymd(until.0, until.1, until.2);
            request.signed_by(&self.issuer).expect("signs").pem()
        }

        /// A server certificate and its key.
        pub(crate) fn server(&self, name: &str) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
            self.server_until(name, 4000)
        }

        /// The same, with a certificate that ends as this year begins.
        pub(crate) fn server_until(&self, name: &str, year: i32) -> (CertificateDer<'static>, PrivateKeyDer<'static>) {
            let key = KeyPair::generate().expect("a key");
            let mut params = CertificateParams::new(vec![name.to_owned()]).expect("a name");
            params.not_after = rcgen::date_time_ymd(year, 1, 1);
            let certificate = params.signed_by(&key, &self.issuer).expect("signs").der().clone();
            (certificate, PrivateKeyDer::try_from(key.serialize_der()).expect("a key"))
        }
    }

    pub(crate) fn place() -> Place {
        Place {
            booth: "kokura-1".parse().expect("an id"),
            server: "https://localhost:8443/".parse().expect("a URL"),
            mtls: "https://localhost:8444/".parse().expect("a URL"),
        }
    }

    pub(crate) fn enrolled(dir: &Path) -> Authority {
        let authority = Authority::new();
        let request = Request::new().expect("a request");
        let certificate = authority.sign(&request.csr);
        request.keep(dir, &place(), &certificate, &authority.pem).expect("keeps");
        authority
    }

    #[test]
    fn what_is_kept_is_read_and_only_the_owner_reads_the_key() {
        let dir = tempfile::tempdir().expect("a folder");
        enrolled(dir.path());
        let identity = Identity::load(dir.path()).expect("reads");
        assert_eq!(identity.place, place());
        identity.tls().expect("key and certificate fit");
        let mode = fs::metadata(dir.path().join(KEY)).expect("the key").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn renewal_is_due_after_two_thirds() {
        let dir = tempfile::tempdir().expect("a folder");
        enrolled(dir.path());
        let identity = Identity::load(dir.path()).expect("reads");
        assert_eq!(identity.ends_at() - identity.renew_at(), Duration::from_secs(8 * 3_600));
    }

    #[test]
    fn a_renewed_certificate_replaces_the_old_one_for_the_same_key() {
        let dir = tempfile::tempdir().expect("a folder");
        let authority = enrolled(dir.path());
        let key = fs::read(dir.path().join(KEY)).expect("the key");
        let identity = Identity::load(dir.path()).expect("reads");
        let next = authority.sign(&identity.request().expect("a request"));
        identity.renewed(&next, &authority.pem).expect("keeps").tls().expect("fits");
        assert_eq!(fs::read_to_string(dir.path().join(CERTIFICATE)).expect("the file"), next);
        assert_eq!(fs::read(dir.path().join(KEY)).expect("the key"), key);
    }

    #[test]
    fn a_new_authority_is_believed_beside_the_old_one() {
        let dir = tempfile::tempdir().expect("a folder");
        let old = enrolled(dir.path());
        let new = Authority::new();
        let identity = Identity::load(dir.path()).expect("reads");
        let next = new.sign(&identity.request().expect("a request"));
        let identity = identity.renewed(&next, &new.pem).expect("keeps").renewed(&next, &new.pem).expect("keeps");
        assert_eq!(identity.ca.len(), 2);
        let kept = fs::read_to_string(dir.path().join(CA)).expect("the file");
        assert!(kept.contains(&old.pem) && kept.contains(&new.pem));
    }

    #[test]
    fn a_missing_or_damaged_file_is_named() {
        let dir = tempfile::tempdir().expect("a folder");
        let error = Identity::load(dir.path()).expect_err("nothing is there");
        assert!(error.to_string().contains("place.json is missing"), "{error}");
        for file in [PLACE, CERTIFICATE, KEY, CA] {
            enrolled(dir.path());
            fs::write(dir.path().join(file), "nonsense").expect("writes");
            let error = Identity::load(dir.path()).expect_err("it is damaged");
            assert!(error.to_string().contains(&format!("{file} is damaged")), "{error}");
        }
    }

    #[test]
    fn a_certificate_for_another_key_is_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        let authority = enrolled(dir.path());
        let other = authority.sign(&Request::new().expect("a request").csr);
        fs::write(dir.path().join(CERTIFICATE), other).expect("writes");
        let identity = Identity::load(dir.path()).expect("reads");
        assert!(matches!(identity.tls(), Err(IdentityError::NotOurs(_))));
    }

    #[test]
    fn a_certificate_for_another_booth_is_not_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let authority = enrolled(dir.path());
        let before = fs::read(dir.path().join(CERTIFICATE)).expect("the file");
        let other = authority.sign(&Request::new().expect("a request").csr);
        let renewed = Identity::load(dir.path()).expect("reads").renewed(&other, &authority.pem);
        assert!(matches!(renewed, Err(IdentityError::NotOurs(_))));
        assert_eq!(fs::read(dir.path().join(CERTIFICATE)).expect("the file"), before);
        let empty = dir.path().join("empty");
        let kept = Request::new().expect("a request").keep(&empty, &place(), &other, &authority.pem);
        assert!(matches!(kept, Err(IdentityError::NotOurs(_))));
        assert!(!Identity::exists(&empty));
    }

    #[test]
    fn a_server_that_sends_no_certificate_changes_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        enrolled(dir.path());
        let before = fs::read(dir.path().join(CERTIFICATE)).expect("the file");
        assert!(Identity::load(dir.path()).expect("reads").renewed("hello", "").is_err());
        assert_eq!(fs::read(dir.path().join(CERTIFICATE)).expect("the file"), before);
    }
}
