//! The macros for the setters of a call, and for the body that they fill.

use workos_core::Patch;

/// Defines setters of a call that pass their argument to the inner [`Call`](crate::Call): parameters of the query, the
/// form and the headers. Used by generated code.
///
/// `name(type) => |call| expression;` becomes `pub fn name(mut self, name: type) -> Self`, which evaluates the
/// expression with the inner `Call` as `call`.
#[doc(hidden)]
#[macro_export]
macro_rules! setters {
    ($name:ident: $($(#[$meta:meta])* $setter:ident($argument:ty) => |$call:ident| $step:expr;)+) => {
        impl $name {
            $(
                $(#[$meta])*
                pub fn $setter(mut self, $setter: $argument) -> Self {
                    let $call = &mut self.call;
                    $step;
                    self
                }
            )+
        }
    };
}

/// Defines the private struct of a JSON body: its `new` with the required fields, and the setters of its call. Used by
/// generated code.
///
/// ```text
/// body! {
///     struct CreateWidgetBody of CreateWidget;
///     name: String = required;
///     /// The size.
///     size(impl Into<Size>): Option<Size> = Some(size.into());
/// }
/// ```
///
/// - `name: type = required;` is a required field, and an argument of `new`.
/// - `name(argument type): type = value;` is an optional field, an `Option` or a `Patch`. The call gets the setter
///   `name`, which assigns the value. It has a doc comment.
/// - `value, |call, name| check;` evaluates a check with the inner `Call` and a reference to the content of the field,
///   if the field has a content.
/// - `type as secret` serializes the secrets of the field.
/// - `name as "wire name"` renames the field on the wire.
///
/// The fields are sent in this order. Needs the crate `serde`.
#[doc(hidden)]
#[macro_export]
macro_rules! body {
    (
        struct $body:ident of $call_type:ident;
        $(
            $($required:ident $(as $required_wire:literal)?: $required_type:ty $(as $required_secret:ident)? = required)?
            $(
                $(#[$meta:meta])+
                $optional:ident $(as $optional_wire:literal)? ($argument:ty):
                    $optional_type:ty $(as $optional_secret:ident)? = $value:expr
                    $(, |$call:ident, $content:ident| $check:expr)?
            )?;
        )*
    ) => {
        #[derive(Clone, Debug, serde::Serialize)]
        struct $body {
            $(
                $(
                    $(#[serde(rename = $required_wire)])?
                    $(
                        #[doc = stringify!($required_secret)]
                        #[serde(serialize_with = "workos_core::expose")]
                    )?
                    $required: $required_type,
                )?
                $(
                    $(#[serde(rename = $optional_wire)])?
                    $(
                        #[doc = stringify!($optional_secret)]
                        #[serde(serialize_with = "workos_core::expose")]
                    )?
                    #[serde(skip_serializing_if = "workos_client::__macro::OptionalField::is_absent")]
                    $optional: $optional_type,
                )?
            )*
        }

        impl $body {
            fn new($($($required: $required_type,)?)*) -> Self {
                Self { $($($required,)? $($optional: Default::default(),)?)* }
            }
        }

        impl $call_type {
            $($(
                $(#[$meta])+
                pub fn $optional(mut self, $optional: $argument) -> Self {
                    self.body.$optional = $value;
                    $(
                        if let Some($content) = $crate::__macro::OptionalField::content(&self.body.$optional) {
                            let $call = &mut self.call;
                            $check;
                        }
                    )?
                    self
                }
            )?)*
        }
    };
}

/// An optional field of a JSON body.
pub trait OptionalField {
    /// The type of its content.
    type Content;

    /// Whether nothing is sent for the field.
    fn is_absent(&self) -> bool;

    /// Returns the content of the field, unless it is absent or `null`.
    fn content(&self) -> Option<&Self::Content>;
}

impl<T> OptionalField for Option<T> {
    type Content = T;

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn content(&self) -> Option<&T> {
        self.as_ref()
    }
}

impl<T> OptionalField for Patch<T> {
    type Content = T;

    fn is_absent(&self) -> bool {
        self.is_keep()
    }

    fn content(&self) -> Option<&T> {
        match self {
            Self::Set(content) => Some(content),
            Self::Keep | Self::Clear => None,
        }
    }
}
