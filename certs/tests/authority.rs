//! The authority on disk, and what it issues.

use certs::{Authority, BoothKey, Error, serial_of};
use rcgen::{CertificateParams, ExtendedKeyUsagePurpose, KeyPair, PKCS_ECDSA_P384_SHA384};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};
use x509_parser::extensions::GeneralName;
use x509_parser::parse_x509_certificate;

const NOON: OffsetDateTime = OffsetDateTime::UNIX_EPOCH.saturating_add(Duration::days(20_000));
const DAY: Duration = Duration::hours(24);

fn authority() -> (TempDir, Authority) {
    let directory = TempDir::new().expect("a directory");
    let authority = Authority::open(&directory.path().join("certs"), NOON).expect("an authority");
    (directory, authority)
}

fn request(params: CertificateParams) -> String {
    let key = KeyPair::generate().expect("a key");
    params.serialize_request(&key).and_then(|request| request.pem()).expect("a request")
}

fn parse(pem: &str) -> CertificateDer<'static> {
    CertificateDer::from_pem_slice(pem.as_bytes()).expect("a certificate")
}

#[test]
fn it_is_made_once_and_opened_again() {
    let (directory, first) = authority();
    let again = Authority::open(&directory.path().join("certs"), NOON + DAY).expect("the same authority");
    assert_eq!(first.pem(), again.pem());
    let issued = again.server(&[], NOON).expect("a certificate");
    assert_eq!(issued.chain[1], *first.certificate());
}

#[test]
fn nobody_else_can_read_its_key() {
    let (directory, _) = authority();
    let key = directory.path().join("certs/ca.key");
    let mode = |path| fs::metadata(path).expect("metadata").permissions().mode() & 0o777;
    assert_eq!((mode(key.clone()), mode(directory.path().join("certs"))), (0o600, 0o700));
    fs::set_permissions(&key, Permissions::from_mode(0o640)).expect("a mode");
    let refused = Authority::open(&directory.path().join("certs"), NOON);
    assert!(matches!(refused, Err(Error::KeyExposed(_, 0o640))), "{refused:?}");
}

#[test]
fn half_an_authority_is_not_replaced_in_silence() {
    let (directory, _) = authority();
    fs::remove_file(directory.path().join("certs/ca.key")).expect("removed");
    assert!(matches!(Authority::open(&directory.path().join("certs"), NOON), Err(Error::Half(_))));
}

#[test]
fn a_key_of_another_authority_is_noticed() {
    let (directory, _) = authority();
    let (other, _) = authority();
    fs::copy(other.path().join("certs/ca.key"), directory.path().join("certs/ca.key")).expect("copied");
    assert!(matches!(Authority::open(&directory.path().join("certs"), NOON), Err(Error::Mismatch(_))));
}

#[test]
fn a_booth_gets_its_name_and_nothing_it_wished_for() {
    let (_directory, authority) = authority();
    let mut wishes = CertificateParams::new(vec!["madoguchi.example.lg.jp".to_owned()]).expect("names");
    wishes.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    wishes.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let key = BoothKey::from_request(&request(wishes)).expect("a key");
    let issued = authority.booth(&key, "booth-1", [7; 16], NOON, DAY).expect("a certificate");

    let der = parse(&issued.pem);
    let (_, certificate) = parse_x509_certificate(&der).expect("a certificate");
    assert_eq!(certificate.subject().to_string(), "CN=booth-1");
    let names = certificate.subject_alternative_name().expect("extension").expect("present").value;
    assert_eq!(names.general_names, [GeneralName::URI("urn:chikamado:booth:booth-1")]);
    let usage = certificate.extended_key_usage().expect("extension").expect("present").value;
    assert!(usage.client_auth && !usage.server_auth && !usage.any);
    assert!(!certificate.is_ca());
    assert_eq!(certificate.validity().not_after.timestamp(), (NOON + DAY).unix_timestamp());
    assert_eq!(issued.not_after, NOON + DAY);
    assert_eq!(serial_of(&der).expect("a serial number"), issued.serial);
    let (_, ca) = parse_x509_certificate(authority.certificate()).expect("a certificate");
    certificate.verify_signature(Some(ca.public_key())).expect("signed by the authority");
}

#[test]
fn every_serial_number_is_positive_and_of_one_length() {
    let (_directory, authority) = authority();
    let key = BoothKey::from_request(&request(CertificateParams::default())).expect("a key");
    for first in [0x00, 0x7f, 0x80, 0xff] {
        let mut serial = [1; 16];
        serial[0] = first;
        let issued = authority.booth(&key, "b", serial, NOON, DAY).expect("a certificate");
        assert_eq!(serial_of(&parse(&issued.pem)).expect("a serial number"), issued.serial);
        assert_eq!(issued.serial.len(), 32);
    }
}

#[test]
fn a_request_must_be_signed_by_its_own_key() {
    let mut forged = request(CertificateParams::default());
    let inside_the_signature = forged.find("\n-----END").expect("an end") - 12;
    let other = if &forged[inside_the_signature..=inside_the_signature] == "A" { "B" } else { "A" };
    forged.replace_range(inside_the_signature..=inside_the_signature, other);
    assert!(matches!(BoothKey::from_request(&forged), Err(Error::Request(_))));
    for bad in ["", "hello", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"] {
        assert!(matches!(BoothKey::from_request(bad), Err(Error::Request(_))), "{bad:?}");
    }
}

#[test]
fn a_key_of_another_kind_is_refused() {
    let key = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).expect("a key");
    let pem = CertificateParams::default().serialize_request(&key).and_then(|r| r.pem()).expect("a request");
    assert!(matches!(BoothKey::from_request(&pem), Err(Error::KeyKind)));
}

#[test]
fn a_server_is_known_by_its_names_and_by_loopback() {
    let (_directory, authority) = authority();
    let names = ["madoguchi.example.lg.jp".to_owned(), "192.0.2.7".to_owned()];
    let issued = authority.server(&names, NOON).expect("a certificate");
    let (_, certificate) = parse_x509_certificate(&issued.chain[0]).expect("a certificate");
    let found = certificate.subject_alternative_name().expect("extension").expect("present").value;
    let loopback6 = std::net::Ipv6Addr::LOCALHOST.octets();
    assert_eq!(
        found.general_names,
        [
            GeneralName::DNSName("localhost"),
            GeneralName::IPAddress(&[127, 0, 0, 1]),
            GeneralName::IPAddress(&loopback6),
            GeneralName::DNSName("madoguchi.example.lg.jp"),
            GeneralName::IPAddress(&[192, 0, 2, 7]),
        ]
    );
    assert!(!certificate.extended_key_usage().expect("extension").expect("present").value.client_auth);
    for bad in ["", "a b", "窓口"] {
        assert!(matches!(authority.server(&[bad.to_owned()], NOON), Err(Error::Name(_))), "{bad:?}");
    }
}
