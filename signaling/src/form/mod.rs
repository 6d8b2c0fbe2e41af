//! 様式と申請: form definitions and submitted applications.
