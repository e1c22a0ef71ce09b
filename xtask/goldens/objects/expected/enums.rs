//! Rendered from `contract.yaml` by `cargo xtask codegen`: change that file, not this one.

workos_core::open_enum! {
    /// An open enum.
    pub enum LampState {
        /// It shines.
        Lit = "lit" | "Lit" | "bright",
        /// `dark`.
        Unlit = "dark",
        /// `half-lit`.
        HalfLit = "half-lit",
    }
}

workos_core::open_enum! {
    /// An inline enum.
    pub enum LampStatus {
        /// `on`.
        On = "on",
        /// `off`.
        Off = "off",
    }
}
