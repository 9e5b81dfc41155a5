#include "ui/messages.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <set>
#include <span>

#include "base/embedded.h"
#include "base/text.h"
#include "ui/fluent.h"

namespace nwd::ui {

namespace locale_en {
std::span<const EmbeddedFile> files();
}
namespace locale_es {
std::span<const EmbeddedFile> files();
}

namespace {

constexpr int deepest_reference = 16;

// Unicode CLDR: cardinal categories of whole numbers.
std::string_view plural(Locale locale, std::int64_t n) {
  if (n == 1) return "one";
  if (locale == Locale::es && n != 0 && n % 1'000'000 == 0) return "many";
  return "other";
}

const Argument* find(Arguments arguments, std::string_view name) {
  for (const auto& a : arguments)
    if (a.name == name) return &a;
  return nullptr;
}

const fluent::Pattern* find_pattern(const fluent::Entries& first, const fluent::Entries& fallback,
                                    std::string_view key) {
  if (const auto found = first.find(key); found != first.end()) return &found->second;
  const auto found = fallback.find(key);
  return found == fallback.end() ? nullptr : &found->second;
}

class Writer {
 public:
  Writer(const fluent::Entries& first, const fluent::Entries& fallback, Locale locale, Arguments arguments)
      : first_(first), fallback_(fallback), locale_(locale), arguments_(arguments) {}

  bool message(std::string_view key, std::string& out, int depth = 0) const {
    const auto* pattern = find_pattern(first_, fallback_, key);
    if (pattern == nullptr || depth > deepest_reference) return false;
    write(*pattern, out, depth);
    return true;
  }

 private:
  void write(const fluent::Pattern& pattern, std::string& out, int depth) const {
    for (const auto& part : pattern.parts) {
      switch (part.kind) {
        case fluent::Part::Kind::text: out += part.text; break;
        case fluent::Part::Kind::variable: variable(part.text, out); break;
        case fluent::Part::Kind::reference:
          if (!message(part.text, out, depth + 1)) out += "{" + part.text + "}";
          break;
        case fluent::Part::Kind::select: write(*choose(part).value, out, depth); break;
      }
    }
  }

  void variable(std::string_view name, std::string& out) const {
    const auto* argument = find(arguments_, name);
    if (argument == nullptr)
      out += "{$" + std::string(name) + "}";
    else if (argument->is_number)
      out += std::to_string(argument->number);
    else
      out += argument->text;
  }

  const fluent::Variant& choose(const fluent::Part& select) const {
    const fluent::Variant* otherwise = nullptr;
    const auto* argument =
        select.text.starts_with('$') ? find(arguments_, std::string_view(select.text).substr(1)) : nullptr;
    const bool number = argument != nullptr ? argument->is_number : select.selects_number;
    const std::string value = argument == nullptr ? select.text
                              : number            ? std::to_string(argument->number)
                                                  : std::string(argument->text);
    const auto category =
        number ? plural(locale_, argument != nullptr ? argument->number : std::stoll(value)) : std::string_view();
    for (const auto& variant : select.variants) {
      if (variant.key == value || (!category.empty() && variant.key == category)) return variant;
      if (variant.otherwise) otherwise = &variant;
    }
    assert(otherwise != nullptr);  // the parser takes no choice without one
    return *otherwise;
  }

  const fluent::Entries& first_;
  const fluent::Entries& fallback_;
  Locale locale_;
  Arguments arguments_;
};

void collect(const fluent::Entries& entries, const fluent::Pattern& pattern, std::set<std::string>& out, int depth) {
  for (const auto& part : pattern.parts) {
    if (part.kind == fluent::Part::Kind::variable) out.insert(part.text);
    if (part.kind == fluent::Part::Kind::select && part.text.starts_with('$')) out.insert(part.text.substr(1));
    for (const auto& variant : part.variants) collect(entries, *variant.value, out, depth);
    if (part.kind != fluent::Part::Kind::reference || depth > deepest_reference) continue;
    if (const auto found = entries.find(part.text); found != entries.end())
      collect(entries, found->second, out, depth + 1);
  }
}

// Every reference leads somewhere, and none back to where it came from.
Result<void> check_references(const fluent::Entries& own, const fluent::Entries& fallback,
                              const fluent::Pattern& pattern, int depth) {
  if (depth > deepest_reference) return fail(Code::invalid, pattern.where + ": the references lead in a circle");
  for (const auto& part : pattern.parts) {
    for (const auto& variant : part.variants) NWD_CHECK(check_references(own, fallback, *variant.value, depth));
    if (part.kind != fluent::Part::Kind::reference) continue;
    const auto* next = find_pattern(own, fallback, part.text);
    if (next == nullptr) return fail(Code::invalid, pattern.where + ": there is no " + part.text);
    NWD_CHECK(check_references(own, fallback, *next, depth + 1));
  }
  return {};
}

std::vector<MessageFile> carried(std::span<const EmbeddedFile> files) {
  std::vector<MessageFile> out;
  for (const auto& f : files) out.push_back({f.name, f.content});
  return out;
}

std::optional<Locale> locale_named(std::string_view tag) {
  const auto language = ascii_lower(tag.substr(0, tag.find('-')));
  for (const auto locale : all_locales)
    if (name(locale) == language) return locale;
  return std::nullopt;
}

// "0.8" as 800; a malformed weight counts as 0.
int weight(std::string_view part) {
  const auto q = part.find("q=");
  if (q == std::string_view::npos) return 1000;
  int value = 0;
  int scale = 1000;
  bool after_point = false;
  for (const char c : trim(part.substr(q + 2))) {
    if (c == '.') {
      after_point = true;
    } else if (c >= '0' && c <= '9') {
      if (after_point) scale /= 10;
      value += (c - '0') * scale;
    } else {
      return 0;
    }
  }
  return std::min(value, 1000);
}

}  // namespace

struct Messages::Parts {
  fluent::Entries entries[std::size(all_locales)];
  [[nodiscard]] const fluent::Entries& of(Locale locale) const { return entries[static_cast<std::size_t>(locale)]; }
};

std::string_view name(Locale locale) { return locale == Locale::en ? "en" : "es"; }
std::string_view own_name(Locale locale) { return locale == Locale::en ? "English" : "Español"; }
std::string_view direction(Locale) { return "ltr"; }

Locale negotiate(std::string_view cookie, std::string_view accept_language) {
  for (const auto locale : all_locales)
    if (name(locale) == cookie) return locale;
  Locale best = Locale::en;
  int best_weight = 0;
  for (const auto part : split(accept_language, ',')) {
    const auto locale = locale_named(trim(part.substr(0, part.find(';'))));
    const int w = weight(part);
    if (!locale || w <= best_weight) continue;
    best = *locale;
    best_weight = w;
  }
  return best;
}

Messages::Messages(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Messages::Messages(Messages&&) noexcept = default;
Messages& Messages::operator=(Messages&&) noexcept = default;
Messages::~Messages() = default;

Result<Messages> Messages::load() { return parse(carried(locale_en::files()), carried(locale_es::files())); }

Result<Messages> Messages::parse(const std::vector<MessageFile>& en, const std::vector<MessageFile>& es) {
  auto parts = std::make_unique<Parts>();
  for (const auto& file : en) NWD_CHECK(fluent::read("en/" + std::string(file.name), file.content, parts->entries[0]));
  for (const auto& file : es) NWD_CHECK(fluent::read("es/" + std::string(file.name), file.content, parts->entries[1]));
  for (const auto locale : all_locales)
    for (const auto& [key, pattern] : parts->of(locale))
      NWD_CHECK(check_references(parts->of(locale), parts->of(Locale::en), pattern, 0));
  return Messages(std::move(parts));
}

std::string Messages::get(Locale locale, std::string_view key, Arguments arguments) const {
  // What is missing is said in English, with the plurals of English.
  const bool own = parts_->of(locale).find(key) != parts_->of(locale).end();
  const Locale spoken = own ? locale : Locale::en;
  std::string out;
  if (!Writer(parts_->of(spoken), parts_->of(Locale::en), spoken, arguments).message(key, out))
    return "{" + std::string(key) + "}";
  return out;
}

bool Messages::has(Locale locale, std::string_view key) const {
  return parts_->of(locale).find(key) != parts_->of(locale).end() ||
         parts_->of(Locale::en).find(key) != parts_->of(Locale::en).end();
}

Say Messages::in(Locale locale) const { return {*this, locale}; }

std::vector<std::string> Messages::keys(Locale locale) const {
  std::vector<std::string> out;
  for (const auto& [key, pattern] : parts_->of(locale)) out.push_back(key);
  return out;
}

std::vector<std::string> Messages::variables(Locale locale, std::string_view key) const {
  std::set<std::string> out;
  if (const auto found = parts_->of(locale).find(key); found != parts_->of(locale).end())
    collect(parts_->of(locale), found->second, out, 0);
  return {out.begin(), out.end()};
}

}  // namespace nwd::ui
