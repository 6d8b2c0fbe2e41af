//! Lines, boxes and texts on a page, each told apart for screen readers: content, or ornament.

use crate::face::Face;
use crate::grid::{Cell, LEADING, Line, PAD, Role, height};
use krilla::color::luma;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag};
use std::collections::BTreeSet;

/// Grey of what labels stand on.
const SHADE: u8 = 0xec;
/// Where the letters of a line of size 1 stand on, from the top of the line.
const BASELINE: f32 = 1.05;

/// Draws on one page.
pub(super) struct Pen<'a, 's> {
    pub(super) surface: Surface<'s>,
    pub(super) face: &'a Face,
    pub(super) missing: &'a mut BTreeSet<String>,
    /// Boxes around ticks, drawn once the text is: they are ornament, the tick is read as ☑.
    pub(super) boxes: Vec<Area>,
}

/// A rectangle: left, top, width, height.
pub(super) type Area = (f32, f32, f32, f32);

impl Pen<'_, '_> {
    /// A ruled box, shaded or not.
    pub(super) fn frame(&mut self, area: Area, shaded: bool, rule: f32) {
        let (left, top, width, height) = area;
        let mut path = PathBuilder::new();
        let Some(rect) = Rect::from_xywh(left, top, width, height) else { return };
        path.push_rect(rect);
        let Some(path) = path.finish() else { return };
        let grey = |grey| Fill { paint: luma::Color::new(grey).into(), opacity: NormalizedF32::ONE, ..Fill::default() };
        self.ornament(ArtifactType::Layout, |pen| {
            pen.surface.set_fill(shaded.then(|| grey(SHADE)));
            pen.surface.set_stroke(Some(Stroke { width: rule, ..Stroke::default() }));
            pen.surface.draw_path(&path);
        });
        self.surface.set_fill(Some(grey(0)));
        self.surface.set_stroke(None);
    }

    /// A line of text with its left end and the top of its line.
    pub(super) fn line(&mut self, left: f32, top: f32, line: &Line) {
        let text = if line.text.is_empty() { " " } else { &line.text };
        self.missing.extend(self.face.missing(text).map(str::to_owned));
        let at = Point::from_xy(left, top + line.size * BASELINE);
        let glyphs = self.face.glyphs(text);
        self.surface.draw_glyphs(at, &glyphs, self.face.font(), text, line.size, false);
        let scaled = |ems: f32| ems * line.size;
        self.boxes.extend(self.face.boxes(text).into_iter().map(|(left, top, width, height)| {
            (at.x + scaled(left), at.y - scaled(top), scaled(width), scaled(height))
        }));
    }

    /// Lines in an area, in its middle from above; and from the left where they are centred.
    pub(super) fn lines(&mut self, area: Area, lines: &[Line], centred: bool) {
        let (left, top, width, room) = area;
        let mut y = top + (room - height(lines)) / 2.0;
        for line in lines {
            let free = width - self.face.width(&line.text) * line.size;
            self.line(left + if centred { free / 2.0 } else { PAD }, y, line);
            y += line.size * LEADING;
        }
    }

    /// A cell's rules and shade.
    pub(super) fn ruled(&mut self, left: f32, top: f32, height: f32, cell: &Cell) {
        self.frame((left, top, cell.width, height), cell.role != Role::Value, 0.5);
    }

    /// What belongs to the content.
    pub(super) fn content(&mut self, draw: impl FnOnce(&mut Self)) -> Identifier {
        let id = self.surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        draw(self);
        self.surface.end_tagged();
        for (left, top, width, height) in std::mem::take(&mut self.boxes) {
            let rule = 0.8;
            self.frame((left + rule / 2.0, top + rule / 2.0, width - rule, height - rule), false, rule);
        }
        id
    }

    /// What does not.
    pub(super) fn ornament(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }
}
