//! E-mail addresses, as far as they can be judged by their form; whether anybody reads one, only a mail tells.

use crate::width;
use protocol::booking::EMAIL_MAX;

/// The address in half width without spaces; `None` where no mail system would take it. Dots may stand anywhere before
/// the @: Japanese mobile carriers gave such addresses out.
pub fn normalise(raw: &str) -> Option<String> {
    let address = width::ascii(raw);
    let (local, domain) = address.rsplit_once('@')?;
    let plain = |text: &str, more: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c));
    let local_fits = !local.is_empty() && local.len() <= 64 && plain(local, ".!#$%&'*+/=?^_`{|}~-");
    let labels = || domain.split('.');
    let label_fits = |label: &str| !label.is_empty() && label.len() <= 63 && plain(label, "-");
    let domain_fits = labels().count() >= 2 && labels().all(label_fits);
    (address.len() <= EMAIL_MAX && local_fits && domain_fits).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_typed() {
        assert_eq!(normalise("ｈａｎａｋｏ＠ｅｘａｍｐｌｅ．ｊｐ").as_deref(), Some("hanako@example.jp"));
        assert_eq!(normalise(" hanako.k+a@mail.example.co.jp ").as_deref(), Some("hanako.k+a@mail.example.co.jp"));
        for bad in
            ["hanako", "@example.jp", "hanako@", "hanako@example", "a b@c@d.jp", "a@b..jp", "<a@b.jp>", "花@例.jp"]
        {
            assert_eq!(normalise(bad), None, "{bad}");
        }
        assert_eq!(normalise(&format!("{}@example.jp", "a".repeat(65))), None);
    }
}
