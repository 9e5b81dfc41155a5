// Markup that cannot be wrong by accident. An `Html` is made only from literals of the source (`trusted`), from text
// (escaped), and from other Html; there is no way in for a string made at run time except as text.
//
//   tag("p", {{"class", "govuk-body"}}, "Beds & rooms: ", tag("strong", {}, count))
//
// Attribute names are checked when compiled: no on… handlers, no style (the Content-Security-Policy refuses both).
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace nwd::ui {

// A string that stands in the source code.
class Literal {
 public:
  template <std::size_t N>
  consteval Literal(const char (&chars)[N]) : text_(chars, N - 1) {}  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

class AttributeName {
 public:
  template <std::size_t N>
  consteval AttributeName(const char (&chars)[N]) : text_(chars, N - 1) {  // NOLINT: implicit on purpose
    if (!allowed(text_)) throw "not an attribute name, or one that the Content-Security-Policy refuses";
  }
  // Letters, digits, '-', '_', '.', ':'; not style, srcdoc, on…
  static constexpr bool allowed(std::string_view name) {
    if (name.empty() || same(name, "style") || same(name, "srcdoc") || same(name.substr(0, 2), "on")) return false;
    for (const char c : name) {
      const bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                        c == '_' || c == '.' || c == ':';
      if (!fine) return false;
    }
    return true;
  }
  [[nodiscard]] constexpr std::string_view view() const { return text_; }

 private:
  static constexpr bool same(std::string_view any_case, std::string_view lower) {
    if (any_case.size() != lower.size()) return false;
    for (std::size_t i = 0; i < lower.size(); ++i) {
      const char c = any_case[i];
      if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c) != lower[i]) return false;
    }
    return true;
  }
  std::string_view text_;
};

class Attributes;

class Html {
 public:
  Html() = default;
  Html& add(const Html& markup) {
    bytes_ += markup.bytes_;
    return *this;
  }
  Html& add(std::string_view text);  // escaped
  Html& add(std::int64_t number);
  Html& add(std::same_as<bool> auto) = delete;
  Html& operator+=(const Html& markup) { return add(markup); }
  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] const std::string& str() const& { return bytes_; }
  [[nodiscard]] std::string str() && { return std::move(bytes_); }

 private:
  friend class Attributes;
  friend Html trusted(Literal);
  friend Html open(Literal, const Attributes&);
  friend Html close(Literal);
  friend struct TrustedByTests;  // defined only in tests, which compare with markup read from files
  std::string bytes_;
};

Html text(std::string_view);  // escaped: & < > " '
Html trusted(Literal);        // markup as it stands in the source
std::string escape(std::string_view);

// Where a link may go: a path, query, fragment, or http, https, mailto, tel, sms. Anything else becomes "#".
std::string_view safe_href(std::string_view);

// The attributes of one element, escaped as they are set.
class Attributes {
 public:
  struct Pair {
    Pair(AttributeName pair_name, std::string_view pair_value) : name(pair_name.view()), value(pair_value) {}
    Pair(AttributeName pair_name, std::int64_t number);
    Pair(AttributeName pair_name) : name(pair_name.view()), bare(true) {}  // NOLINT: {"hidden"}
    std::string_view name;
    std::string value;
    bool bare = false;
  };
  Attributes() = default;
  Attributes(std::initializer_list<Pair>);  // NOLINT: implicit on purpose

  Attributes& set(AttributeName, std::string_view value);
  Attributes& set(AttributeName, std::int64_t value);
  Attributes& maybe(AttributeName, std::string_view value);       // only if there is a value
  Attributes& flag(AttributeName, bool on = true);                // hidden, checked, …
  Attributes& classes(Literal base, std::string_view more = {});  // class="base more"
  Attributes& href(std::string_view address);                     // through safe_href
  Attributes& add(const Attributes&);
  // For names known only at run time (a decoder's, a test's). False, and nothing set, if AttributeName refuses the
  // name.
  bool set_checked(std::string_view name, std::string_view value);

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  [[nodiscard]] const std::string& str() const { return bytes_; }  // " id=\"a\" hidden"

 private:
  void put(std::string_view name, std::string_view value);
  std::string bytes_;
};

Html open(Literal name, const Attributes&);  // <name …>: for elements without content (input, hr), and for `tag`
Html close(Literal name);

template <class... Parts>
Html join(const Parts&... parts) {
  Html all;
  (all.add(parts), ...);
  return all;
}

template <class... Parts>
Html tag(Literal name, const Attributes& attributes, const Parts&... parts) {
  Html all = open(name, attributes);
  (all.add(parts), ...);
  all.add(close(name));
  return all;
}

// What a component shows: text (escaped) or markup. Empty: nothing given.
class Content {
 public:
  Content() = default;
  Content(Html markup) : html_(std::move(markup)) {}                       // NOLINT: implicit on purpose
  Content(std::string_view words) : html_(text(words)), text_(true) {}     // NOLINT
  Content(const std::string& words) : Content(std::string_view(words)) {}  // NOLINT
  Content(const char* words) : Content(std::string_view(words)) {}         // NOLINT
  [[nodiscard]] bool empty() const { return html_.empty(); }
  [[nodiscard]] bool is_text() const { return text_; }
  [[nodiscard]] const Html& html() const { return html_; }
  [[nodiscard]] const Html& or_else(const Html& other) const { return empty() ? other : html_; }

 private:
  Html html_;
  bool text_ = false;
};

}  // namespace nwd::ui
