#include "base/json.h"

#include <algorithm>
#include <boost/json/parser.hpp>

#include "base/text.h"

namespace nwd::json {
namespace {

constexpr std::size_t deepest = 32;

// Keeps the last of repeated names, as Boost.JSON does, but notices them by counting.
std::size_t count_members(const boost::json::value& value) {
  std::size_t members = 0;
  if (const auto* object = value.if_object()) {
    members += object->size();
    for (const auto& [key, inner] : *object) members += count_members(inner);
  } else if (const auto* array = value.if_array()) {
    for (const auto& inner : *array) members += count_members(inner);
  }
  return members;
}

// Counts the names as they stand in a text that is JSON: outside of strings a colon follows a name and nothing else.
std::size_t names_in(std::string_view text) {
  std::size_t names = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') in_string = !in_string;
    if (c == '\\') ++i;  // stands in strings alone; what follows does not end one
    if (c == ':' && !in_string) ++names;
  }
  return names;
}

Failure wrong(const std::string& why) {
  return fail(Code::invalid, "This is not the JSON that is taken here: " + why + ".");
}

}  // namespace

Result<boost::json::value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = deepest;
  boost::json::parser parser({}, options);
  boost::json::error_code failed;
  parser.write(text.data(), text.size(), failed);
  if (failed) return wrong(failed.message());
  auto value = parser.release();
  if (count_members(value) != names_in(text)) return wrong("a name stands twice in one object");
  return value;
}

Fields::Fields(const boost::json::value& object, std::string path)
    : object_(object.if_object()), path_(std::move(path)) {
  if (object_ == nullptr) problem("", "json-object", "An object is wanted here.");
}

const boost::json::value* Fields::take(std::string_view name) {
  seen_.emplace(name);
  if (object_ == nullptr) return nullptr;
  const auto found = object_->find(name);
  return found == object_->end() || found->value().is_null() ? nullptr : &found->value();
}

void Fields::problem(std::string_view field, std::string key, std::string text) {
  std::string full = path_;
  if (!full.empty() && !field.empty()) full += '.';
  full += field;
  problems_.push_back({std::move(full), std::move(key), std::move(text)});
}

std::optional<std::string_view> Fields::string(std::string_view name) {
  const auto* value = take(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return std::string_view(value->get_string());
  problem(name, "json-text", "Text is wanted here.");
  return std::nullopt;
}

std::optional<std::string> Fields::optional_text(std::string_view name, std::size_t longest) {
  const auto sent = string(name);
  if (!sent) return std::nullopt;
  const auto text = trim(*sent);
  if (text.size() > longest) {
    problem(name, "json-too-long", "At most " + std::to_string(longest) + " bytes.");
    return std::nullopt;
  }
  return std::string(text);
}

std::string Fields::secret(std::string_view name, std::size_t longest) {
  const auto before = problems_.size();
  const auto sent = string(name);
  if (problems_.size() != before) return {};
  if (!sent || sent->empty()) problem(name, "json-missing", "This is needed.");
  if (sent && sent->size() > longest) problem(name, "json-too-long", "At most " + std::to_string(longest) + " bytes.");
  return problems_.size() == before ? std::string(*sent) : std::string();
}

std::string Fields::text(std::string_view name, std::size_t longest) {
  const auto before = problems_.size();
  auto value = optional_text(name, longest);
  if ((!value || value->empty()) && problems_.size() == before) problem(name, "json-missing", "This is needed.");
  return value.value_or("");
}

std::optional<std::int64_t> Fields::optional_int(std::string_view name, std::int64_t least, std::int64_t most) {
  const auto* value = take(name);
  if (value == nullptr) return std::nullopt;
  boost::json::error_code failed;
  const auto number = value->is_number() ? value->to_number<std::int64_t>(failed) : 0;
  if (!value->is_number() || failed || number < least || number > most) {
    problem(name, "json-number",
            "A whole number from " + std::to_string(least) + " to " + std::to_string(most) + " is wanted here.");
    return std::nullopt;
  }
  return number;
}

std::int64_t Fields::integer(std::string_view name, std::int64_t least, std::int64_t most) {
  const auto before = problems_.size();
  const auto value = optional_int(name, least, most);
  if (!value && problems_.size() == before) problem(name, "json-missing", "This is needed.");
  return value.value_or(least);
}

bool Fields::flag(std::string_view name, bool otherwise) {
  const auto* value = take(name);
  if (value == nullptr) return otherwise;
  if (value->is_bool()) return value->get_bool();
  problem(name, "json-flag", "true or false is wanted here.");
  return otherwise;
}

std::optional<Day> Fields::optional_day(std::string_view name) {
  const auto text = optional_text(name, 10);
  if (!text) return std::nullopt;
  const auto day = parse_day(*text);
  if (!day) problem(name, "json-day", day.error().message);
  return day ? std::optional(*day) : std::nullopt;
}

std::optional<std::size_t> Fields::optional_word(std::string_view name, const std::vector<std::string_view>& words) {
  const auto text = optional_text(name, 100);
  if (!text) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  std::string list;
  for (const auto word : words) list += (list.empty() ? "" : ", ") + std::string(word);
  problem(name, "json-word", "One of these is wanted here: " + list + ".");
  return std::nullopt;
}

std::size_t Fields::word(std::string_view name, const std::vector<std::string_view>& words) {
  const auto before = problems_.size();
  const auto value = optional_word(name, words);
  if (!value && problems_.size() == before) problem(name, "json-missing", "This is needed.");
  return value.value_or(0);
}

const boost::json::value* Fields::any(std::string_view name) { return take(name); }

const boost::json::array* Fields::array(std::string_view name, std::size_t most) {
  const auto* value = take(name);
  if (value == nullptr) return nullptr;
  if (value->is_array() && value->get_array().size() <= most) return &value->get_array();
  problem(name, "json-list", "A list of at most " + std::to_string(most) + " is wanted here.");
  return nullptr;
}

Result<void> Fields::done() {
  if (object_ != nullptr)
    for (const auto& member : *object_)
      if (!seen_.contains(std::string_view(member.key())))
        problem(member.key(), "json-unknown", "There is no such field.");
  if (problems_.empty()) return {};
  return fail(Error{Code::invalid, "Some fields are not right.", "", problems_});
}

}  // namespace nwd::json
