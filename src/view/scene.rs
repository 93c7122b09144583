//! Where a component is drawn: in a surface that answers to presses, or in a document that stands still.

use super::ui::Ui;

/// What every part of an answer needs to know of its surroundings.
#[derive(Clone)]
pub struct Scene {
    /// None in a document: no buttons, nothing is masked that can be unmasked.
    pub ui: Option<Ui>,
    /// Before every id, so that several logins fit into one document.
    prefix: String,
}

impl Scene {
    /// The panel or the page: ids are bare.
    pub fn surface(ui: Ui) -> Scene {
        Scene { ui: Some(ui), prefix: String::new() }
    }

    /// A document: ids begin with the login's.
    pub fn document(flow: &str) -> Scene {
        Scene { ui: None, prefix: format!("{flow}-") }
    }

    /// An id within this scene.
    pub fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// A link to an id within this scene.
    pub fn link(&self, name: &str) -> String {
        format!("#{}{name}", self.prefix)
    }
}
