// Members of an object that others wrote: what is not asked for is passed over.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace nwd::oidc {

// "" if it is absent or no text.
inline std::string_view text_in(const boost::json::object& object, std::string_view member) {
  const auto* const found = object.if_contains(member);
  const auto* const text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

// Whether a list is absent, or names this among its texts.
inline bool absent_or_names(const boost::json::object& object, std::string_view member, std::string_view wanted) {
  const auto* const found = object.if_contains(member);
  if (found == nullptr) return true;
  const auto* const list = found->if_array();
  if (list == nullptr) return false;
  for (const auto& one : *list)
    if (one.is_string() && one.get_string() == wanted) return true;
  return false;
}

}  // namespace nwd::oidc
