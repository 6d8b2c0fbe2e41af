//! The authority: one ECDSA P-256 key and its certificate in a directory that only the server's user can read.

use crate::{BoothKey, Error};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PublicKeyData, SanType, SerialNumber,
};
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::net::IpAddr;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use time::{Duration, OffsetDateTime};

/// How long an authority that we make is good.
const AUTHORITY_LASTS: Duration = Duration::days(3650);
/// How long a server certificate is good: browsers refuse more than 398 days. The server makes one at each start.
const SERVER_LASTS: Duration = Duration::days(397);
/// A certificate is good from a little before it was made, for clients whose clocks are behind.
const EARLY: Duration = Duration::minutes(5);
/// Always among the server's names.
const HERE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Our certificate authority.
#[derive(Debug)]
pub struct Authority {
    issuer: Issuer<'static, KeyPair>,
    certificate: CertificateDer<'static>,
    pem: String,
}

/// A certificate for a listener, with its key.
#[derive(Debug)]
pub struct ServerCertificate {
    /// The certificate and the authority's.
    pub chain: Vec<CertificateDer<'static>>,
    /// Its key.
    pub key: PrivateKeyDer<'static>,
}

/// A booth's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoothCertificate {
    /// PEM.
    pub pem: String,
    /// The serial number in hexadecimal.
    pub serial: String,
    /// Good from.
    pub not_before: OffsetDateTime,
    /// Good until.
    pub not_after: OffsetDateTime,
}

impl Authority {
    /// Opens the authority in a directory; makes both if the directory is missing or empty of them.
    pub fn open(directory: &Path, now: OffsetDateTime) -> Result<Self, Error> {
        let (certificate, key) = (directory.join("ca.pem"), directory.join("ca.key"));
        match (certificate.exists(), key.exists()) {
            (true, true) => Self::load(directory, &certificate, &key),
            (false, false) => Self::create(directory, &certificate, &key, now),
            _ => Err(Error::Half(directory.to_owned())),
        }
    }

    fn load(directory: &Path, certificate: &Path, key: &Path) -> Result<Self, Error> {
        let read = |path: &Path| fs::read_to_string(path).map_err(|e| Error::File(path.to_owned(), e));
        let mode = fs::metadata(key).map_err(|e| Error::File(key.to_owned(), e))?.permissions().mode() & 0o777;
        if mode & 0o077 != 0 {
            return Err(Error::KeyExposed(key.to_owned(), mode));
        }
        let (pem, key) = (read(certificate)?, KeyPair::from_pem(&read(key)?)?);
        let der = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|_| Error::NotACertificate)?;
        let (_, parsed) = x509_parser::parse_x509_certificate(&der).map_err(|_| Error::NotACertificate)?;
        if *parsed.public_key().subject_public_key.data != *key.der_bytes() {
            return Err(Error::Mismatch(directory.to_owned()));
        }
        Ok(Self { issuer: Issuer::from_ca_cert_der(&der, key)?, certificate: der.clone().into_owned(), pem })
    }

    fn create(directory: &Path, certificate: &Path, key: &Path, now: OffsetDateTime) -> Result<Self, Error> {
        let pair = KeyPair::generate()?;
        let mut params = params("リモート窓口 認証局", now - EARLY, now + AUTHORITY_LASTS);
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::DigitalSignature];
        let made = params.self_signed(&pair)?;
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)
            .map_err(|e| Error::File(directory.to_owned(), e))?;
        write(key, 0o600, &pair.serialize_pem())?;
        write(certificate, 0o644, &made.pem())?;
        Ok(Self { pem: made.pem(), certificate: made.der().clone(), issuer: Issuer::new(params, pair) })
    }

    /// The authority's own certificate, which booths trust (PEM).
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// The authority's own certificate.
    pub fn certificate(&self) -> &CertificateDer<'static> {
        &self.certificate
    }

    /// A certificate for a listener on `names` (DNS names or addresses) and on this machine's loopback.
    pub fn server(&self, names: &[String], now: OffsetDateTime) -> Result<ServerCertificate, Error> {
        let pair = KeyPair::generate()?;
        let mut params = params("リモート窓口", now - EARLY, now + SERVER_LASTS);
        params.subject_alt_names =
            HERE.into_iter().chain(names.iter().map(String::as_str)).map(alt_name).collect::<Result<_, _>>()?;
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let made = params.signed_by(&pair, &self.issuer)?;
        Ok(ServerCertificate {
            chain: vec![made.der().clone(), self.certificate.clone()],
            key: PrivatePkcs8KeyDer::from(pair.serialize_der()).into(),
        })
    }

    /// A client certificate in the name of `booth` for its key. `serial` is 16 random bytes.
    pub fn booth(
        &self,
        key: &BoothKey,
        booth: &str,
        mut serial: [u8; 16],
        now: OffsetDateTime,
        lasts: Duration,
    ) -> Result<BoothCertificate, Error> {
        // RFC 5280 4.1.2.2: positive. Never zero in front, so that the text is always 32 digits.
        serial[0] = serial[0] & 0x7f | 0x40;
        let (not_before, not_after) = (whole_second(now - EARLY), whole_second(now + lasts));
        let mut params = params(booth, not_before, not_after);
        params.serial_number = Some(SerialNumber::from_slice(&serial));
        params.subject_alt_names = vec![SanType::URI(
            format!("urn:chikamado:booth:{booth}").try_into().map_err(|_| Error::Name(booth.to_owned()))?,
        )];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let made = params.signed_by(&key.0, &self.issuer)?;
        Ok(BoothCertificate { pem: made.pem(), serial: hex::encode(serial), not_before, not_after })
    }
}

/// The serial number of a certificate, in hexadecimal, as [`BoothCertificate::serial`] has it.
pub fn serial_of(certificate: &CertificateDer<'_>) -> Result<String, Error> {
    let (_, parsed) = x509_parser::parse_x509_certificate(certificate).map_err(|_| Error::NotACertificate)?;
    Ok(hex::encode(parsed.raw_serial()))
}

fn params(common_name: &str, not_before: OffsetDateTime, not_after: OffsetDateTime) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, common_name);
    params.not_before = not_before;
    params.not_after = not_after;
    params
}

fn alt_name(name: &str) -> Result<SanType, Error> {
    if let Ok(address) = name.parse::<IpAddr>() {
        return Ok(SanType::IpAddress(address));
    }
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    if name.is_empty() || name.len() > 253 || !name.bytes().all(plain) {
        return Err(Error::Name(name.to_owned()));
    }
    Ok(SanType::DnsName(name.try_into().map_err(|_| Error::Name(name.to_owned()))?))
}

fn whole_second(moment: OffsetDateTime) -> OffsetDateTime {
    moment.replace_nanosecond(0).unwrap_or(moment)
}

fn write(path: &Path, mode: u32, text: &str) -> Result<(), Error> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(path)
        .map_err(|e| Error::File(path.to_owned(), e))?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| Error::File(path.to_owned(), e))
}
