//! Walks every chain and says where it is broken.

use super::{hash, store};
use crate::db::Db;
use std::fmt;
use std::str::FromStr;

const PAGE: i64 = 1_000;

/// The end of a chain. Written down elsewhere, it proves later that nothing up to it was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Whose chain.
    pub ward: String,
    /// Which server's.
    pub writer: String,
    /// The last row's number.
    pub seq: i64,
    /// Its hash.
    pub hash: String,
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.ward, self.writer, self.seq, self.hash)
    }
}

/// A line is not a head.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a head is `ward writer number hash`")]
pub struct BadHead;

impl FromStr for Head {
    type Err = BadHead;
    fn from_str(line: &str) -> Result<Self, BadHead> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [ward, writer, seq, hash] = words[..] else { return Err(BadHead) };
        let seq = seq.parse().map_err(|_| BadHead)?;
        Ok(Self { ward: ward.to_owned(), writer: writer.to_owned(), seq, hash: hash.to_owned() })
    }
}

/// Where and how a chain is broken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Break {
    /// A row's hash is not that of its content, or not what the next row or a noted head says.
    #[error("{ward} {writer}: row {seq} was altered")]
    Altered {
        /// Whose chain.
        ward: String,
        /// Which server's.
        writer: String,
        /// The row.
        seq: i64,
    },
    /// A row is gone: inside the chain, or cut off its end.
    #[error("{ward} {writer}: row {seq} is missing")]
    Missing {
        /// Whose chain.
        ward: String,
        /// Which server's.
        writer: String,
        /// The row.
        seq: i64,
    },
}

/// Checks every chain, also against heads noted earlier.
///
/// # Errors
/// The outer error is the database's; the inner one names the first break found.
pub async fn verify(db: &Db, noted: &[Head]) -> sqlx::Result<Result<Vec<Head>, Break>> {
    let mut chains = store::chains(db).await?;
    chains.extend(noted.iter().map(|head| (head.ward.clone(), head.writer.clone())));
    chains.sort();
    chains.dedup();
    let mut heads = Vec::with_capacity(chains.len());
    for (ward, writer) in chains {
        match chain(db, ward, writer, noted).await? {
            Ok(head) => heads.push(head),
            Err(broken) => return Ok(Err(broken)),
        }
    }
    Ok(Ok(heads))
}

async fn chain(db: &Db, ward: String, writer: String, noted: &[Head]) -> sqlx::Result<Result<Head, Break>> {
    let mut end = Head { ward, writer, seq: 0, hash: String::new() };
    let noted: Vec<_> = noted.iter().filter(|head| head.ward == end.ward && head.writer == end.writer).collect();
    // Read before the rows: a row that is written meanwhile is then no break.
    let stored = store::head(db, &end.ward, &end.writer).await?;
    loop {
        let rows = store::page(db, &end.ward, &end.writer, end.seq, PAGE).await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            if row.seq != end.seq + 1 {
                return Ok(Err(missing(&end)));
            }
            let kept = noted.iter().filter(|head| head.seq == row.seq).all(|head| head.hash == row.hash);
            let is_end = stored.as_ref().is_none_or(|(seq, hash)| *seq != row.seq || *hash == row.hash);
            if row.previous != end.hash || row.hash != hash(&end.ward, &end.writer, &row) || !kept || !is_end {
                return Ok(Err(Break::Altered { ward: end.ward, writer: end.writer, seq: row.seq }));
            }
            end.seq = row.seq;
            end.hash = row.hash;
        }
    }
    let expected = noted.iter().map(|head| head.seq).chain(stored.as_ref().map(|(seq, _)| *seq)).max();
    match expected {
        Some(seq) if end.seq >= seq => Ok(Ok(end)),
        Some(_) => Ok(Err(missing(&end))),
        // Rows without a head: the head itself was removed.
        None => Ok(Err(Break::Missing { ward: end.ward, writer: end.writer, seq: 0 })),
    }
}

fn missing(end: &Head) -> Break {
    Break::Missing { ward: end.ward.clone(), writer: end.writer.clone(), seq: end.seq + 1 }
}
