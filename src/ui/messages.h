// What the pages say, in the reader's language: Project Fluent files of web/locales/{en,es}, carried in the binary.
// The subset: messages, attributes (key.attribute), terms, variables, string and number literals, select expressions
// with plural categories, multi-line patterns, comments, \u escapes. Anything else is refused when loading.
// Source: https://projectfluent.org, syntax 1.0. Placeables are not wrapped in Unicode isolates.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace nwd::ui {

enum class Locale : std::uint8_t { en, es };
inline constexpr Locale all_locales[] = {Locale::en, Locale::es};
std::string_view name(Locale);       // "en"
std::string_view own_name(Locale);   // "English", "Español"
std::string_view direction(Locale);  // "ltr"
// A cookie's value if it names a locale, else the best of Accept-Language (RFC 9110 12.5.4), else en.
Locale negotiate(std::string_view cookie, std::string_view accept_language);

// {"count", 3} or {"place", "Duluth"}. Whole numbers only; they are shown as they are, 1234 and not 1,234.
struct Argument {
  Argument(std::string_view argument_name, std::int64_t value) : name(argument_name), number(value), is_number(true) {}
  Argument(std::string_view argument_name, std::string_view value) : name(argument_name), text(value) {}
  std::string_view name;
  std::string_view text{};
  std::int64_t number = 0;
  bool is_number = false;
};
using Arguments = std::initializer_list<Argument>;

struct MessageFile {
  std::string_view name;  // for errors: "en/page.ftl"
  std::string_view content;
};

class Say;

class Messages {
 public:
  // The embedded files. Errors (Code::invalid): syntax, with file and line; a repeated key.
  static Result<Messages> load();
  static Result<Messages> parse(const std::vector<MessageFile>& en, const std::vector<MessageFile>& es);
  Messages(Messages&&) noexcept;
  Messages& operator=(Messages&&) noexcept;
  ~Messages();

  // Plain text; Html escapes it. A key missing in `locale` is taken from en; missing there too gives "{key}".
  [[nodiscard]] std::string get(Locale, std::string_view key, Arguments = {}) const;
  [[nodiscard]] bool has(Locale, std::string_view key) const;
  [[nodiscard]] Say in(Locale) const;

  // For tests of the files: every key (attributes as key.attribute), and the variables one uses, both sorted.
  [[nodiscard]] std::vector<std::string> keys(Locale) const;
  [[nodiscard]] std::vector<std::string> variables(Locale, std::string_view key) const;

 private:
  struct Parts;
  explicit Messages(std::unique_ptr<Parts>);
  std::unique_ptr<Parts> parts_;
};

// Messages in one language: `say("beds-free", {{"count", 3}})`. Two words; pass by value. The Messages must outlive it.
class Say {
 public:
  Say(const Messages& messages, Locale locale) : messages_(&messages), locale_(locale) {}
  std::string operator()(std::string_view key, Arguments arguments = {}) const {
    return messages_->get(locale_, key, arguments);
  }
  [[nodiscard]] Locale locale() const { return locale_; }
  [[nodiscard]] const Messages& messages() const { return *messages_; }

 private:
  const Messages* messages_;
  Locale locale_;
};

}  // namespace nwd::ui
