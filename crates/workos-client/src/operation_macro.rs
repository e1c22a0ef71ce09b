//! The macros for the static `Operation` of an endpoint and its hints.

/// Defines the static [`Operation`](crate::Operation) of an endpoint, with its hints. Used by generated code.
///
/// ```
/// use workos_client::{Method, Operation, operation};
///
/// operation! {
///     static GET_WIDGET = Operation::new("widgets.get", Method::GET, "/widgets/{id}").repeatable();
///     404 "widget_gone" => "Create the widget again: it expired.";
///     404 => "Verify the id with `widgets.list()`.";
/// }
/// # assert_eq!(GET_WIDGET.error_hints().len(), 2);
/// ```
///
/// - The rows after the operation are its own hints: see [`hints!`](crate::hints).
/// - `static NAME, NAME_WITH_KEY = …` also defines the same operation as a repeatable one, for
///   [`Call::repeatable_as`](crate::Call::repeatable_as).
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($(#[$meta:meta])* $visibility:vis static $name:ident = $operation:expr; $($hints:tt)*) => {
        $(#[$meta])*
        $visibility static $name: $crate::Operation = $operation.hints($crate::hints! { $($hints)* });
    };
    ($(#[$meta:meta])* $visibility:vis static $name:ident, $with_key:ident = $operation:expr; $($hints:tt)*) => {
        $crate::operation! { $(#[$meta])* $visibility static $name = $operation; $($hints)* }
        $crate::operation! {
            /// The same operation with an idempotency key, so that it is repeatable.
            $visibility static $with_key = $operation.repeatable(); $($hints)*
        }
    };
}

/// Makes a constant slice of [`Hint`](crate::Hint)s. Used by generated code.
///
/// - `404 => "text";` is the hint for a status;
/// - `404 "code" => "text";` is the hint for a status with a code;
/// - `unknown_outcome => "text";`, the last row, is the hint for a write whose outcome is unknown.
#[doc(hidden)]
#[macro_export]
macro_rules! hints {
    ($($status:literal $($code:literal)? => $text:literal;)* $(unknown_outcome => $unknown:literal;)?) => {
        &[
            $($crate::Hint::new($status, $crate::__macro::code(&[$($code)?]), $text),)*
            $($crate::Hint::unknown_outcome($unknown),)?
        ]
    };
}

/// Returns the code of a hint, if it has one.
pub const fn code(code: &[&'static str]) -> Option<&'static str> {
    match code {
        [code] => Some(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::{Auth, Hint, Method, Operation};

    operation! {
        /// Adds a lamp.
        static ADD_LAMP, ADD_LAMP_WITH_KEY = Operation::new("lamps.add", Method::POST, "/lamps").auth(Auth::None).quota("lamps");
        400 "dark" => "Send `watts`.";
        400 => "Check the name.";
        unknown_outcome => "List the lamps.";
    }

    operation! {
        pub(crate) static LIST_LAMPS = Operation::new("lamps.list", Method::GET, "/lamps");
    }

    #[test]
    fn an_operation_has_its_settings_and_hints() {
        assert_eq!(
            (ADD_LAMP.id(), ADD_LAMP.method(), ADD_LAMP.path()),
            ("lamps.add", &Method::POST, "/lamps")
        );
        assert_eq!((ADD_LAMP.auth_kind(), ADD_LAMP.quota_class()), (Auth::None, "lamps"));
        let hints = [
            Hint::new(400, Some("dark"), "Send `watts`."),
            Hint::new(400, None, "Check the name."),
            Hint::unknown_outcome("List the lamps."),
        ];
        assert_eq!(ADD_LAMP.error_hints(), hints);
        assert_eq!(LIST_LAMPS.error_hints(), []);
    }

    #[test]
    fn an_operation_with_a_key_differs_only_in_being_repeatable() {
        assert!(!ADD_LAMP.is_repeatable() && ADD_LAMP_WITH_KEY.is_repeatable());
        assert_eq!(ADD_LAMP_WITH_KEY.quota_class(), "lamps");
        assert_eq!(ADD_LAMP_WITH_KEY.error_hints(), ADD_LAMP.error_hints());
    }
}
