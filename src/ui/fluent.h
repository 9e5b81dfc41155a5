// Project Fluent's text form, read into trees (syntax 1.0, the subset messages.h names). Not for features.
// The indentation of continued lines is not kept: pages collapse white space anyway.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace nwd::ui::fluent {

struct Pattern;

struct Variant {
  std::string key;  // "one", "3", "es"
  bool otherwise = false;
  std::unique_ptr<Pattern> value;
};

struct Part {
  enum class Kind : std::uint8_t { text, variable, reference, select } kind = Kind::text;
  std::string text;             // the text; the variable's name; the referred key ("key", "key.attribute", "-term")
  bool selects_number = false;  // of a select on a number literal
  std::vector<Variant> variants{};
};

struct Pattern {
  std::vector<Part> parts;
  std::string where{};  // "en/page.ftl:12"
};

// By key: "beds-free", "beds-free.title", "-product".
using Entries = std::map<std::string, Pattern, std::less<>>;

// Adds a file's entries. Errors name `file` and the line.
Result<void> read(std::string_view file, std::string_view content, Entries&);

}  // namespace nwd::ui::fluent
