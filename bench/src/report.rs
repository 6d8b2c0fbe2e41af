//! A figure, and how figures are shown and kept.

use serde::Serialize;

/// One measured figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Figure {
    /// Stable and dotted: `media.rooms50.sfu_us_per_packet`.
    pub(crate) name: String,
    /// Measured.
    pub(crate) value: f64,
    /// Of the value.
    pub(crate) unit: &'static str,
    /// What we want it to be, where we have a wish.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) goal: Option<f64>,
    /// How it was taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

impl Figure {
    /// A figure without goal or note.
    pub(crate) fn new(name: impl Into<String>, value: f64, unit: &'static str) -> Self {
        Self { name: name.into(), value: (value * 1000.0).round() / 1000.0, unit, goal: None, note: None }
    }

    /// With a goal.
    pub(crate) fn goal(self, goal: f64) -> Self {
        Self { goal: Some(goal), ..self }
    }

    /// With a note.
    pub(crate) fn note(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

/// Prints the table and writes `target/bench/<area>.json`.
pub(crate) fn write(area: &str, figures: &[Figure]) -> anyhow::Result<()> {
    for figure in figures {
        let goal = figure.goal.map(|g| format!("  (goal {g})")).unwrap_or_default();
        println!("{:<44} {:>12.3} {:<8}{goal}", figure.name, figure.value, figure.unit);
    }
    let dir = std::path::Path::new("target/bench");
    std::fs::create_dir_all(dir)?;
    std::fs::write(dir.join(format!("{area}.json")), serde_json::to_vec_pretty(figures)?)?;
    Ok(())
}
