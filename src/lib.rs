pub mod kinds;
pub mod model;
