pub mod kinds;
pub mod load;
pub mod model;
