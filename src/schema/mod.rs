use crate::model::Pointer;
pub struct Known;
impl Known {
    pub fn knows(&self, _: &serde_json::Value, _: &Pointer) -> bool {
        true
    }
}
pub fn known(_: &str) -> Option<&'static Known> {
    Some(&Known)
}
