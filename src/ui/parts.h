// Small things that the components share. Not for features.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "ui/form_parts.h"

namespace nwd::ui::parts {

inline std::string spaced(std::string_view first, std::string_view second) {
  std::string all(first);
  if (!first.empty() && !second.empty()) all += ' ';
  return all.append(second);
}

inline std::string_view or_else(const std::string& given, std::string_view other) {
  return given.empty() ? other : std::string_view(given);
}

Html heading(int level, const Attributes&, const Html& content);  // h1 to h6

Html hidden(const Html& content);  // read aloud, not seen

// data-i18n.KEY, or data-i18n.KEY.RULE for each plural category.
void translate(Attributes&, std::string_view key, std::string_view text);
void translate(Attributes&, std::string_view key, const std::map<std::string, std::string>& texts);

// The hint and error of a question under ids made from its own; `described_by` gains their ids.
Html hint_and_error(const std::optional<Hint>&, const std::optional<ErrorMessage>&, const std::string& id,
                    std::string& described_by);

Html form_group(const FormGroup&, bool has_error, const Html& content);

Html label_for(Label, const std::string& id);

}  // namespace nwd::ui::parts
