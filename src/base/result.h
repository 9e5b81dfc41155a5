// Result<T>: a value or an Error. Exceptions are for bugs only.
//
//   Result<Day> day = parse_day(text);
//   NWD_TRY(const auto born, parse_day(text));   // returns the error from the enclosing function
//   NWD_CHECK(store.remove(id));                 // the same for Result<void>
#pragma once

#include <tl/expected.hpp>
#include <utility>

#include "base/error.h"

namespace nwd {

template <class T>
using Result = tl::expected<T, Error>;

using Failure = tl::unexpected<Error>;

[[nodiscard]] inline Failure fail(Code code, std::string message, std::string detail = {}) {
  return Failure(Error{code, std::move(message), std::move(detail), {}});
}

[[nodiscard]] inline Failure fail(Error error) { return Failure(std::move(error)); }

}  // namespace nwd

#define NWD_JOIN_(a, b) a##b
#define NWD_JOIN(a, b) NWD_JOIN_(a, b)
#define NWD_TRY_(tmp, target, expression)                  \
  auto tmp = (expression);                                 \
  if (!tmp) return ::nwd::Failure(std::move(tmp).error()); \
  target = *std::move(tmp) /* NOLINT(bugprone-macro-parentheses) */
// __COUNTER__: one may stand inside another, in a lambda, without shadowing it.
#define NWD_TRY(target, expression) NWD_TRY_(NWD_JOIN(nwd_try_, __COUNTER__), target, expression)
#define NWD_CHECK_(tmp, expression)                                                     \
  do {                                                                                  \
    if (auto&& tmp = (expression); !tmp) return ::nwd::Failure(std::move(tmp).error()); \
  } while (false)
#define NWD_CHECK(expression) NWD_CHECK_(NWD_JOIN(nwd_check_, __COUNTER__), expression)
