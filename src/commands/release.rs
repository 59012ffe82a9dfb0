//! `ddsync release`: the mark comes off, the object stays.
