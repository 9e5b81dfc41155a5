#include "ui/fluent.h"

#include <algorithm>

#include "base/text.h"

namespace nwd::ui::fluent {
namespace {

constexpr std::size_t largest_file = std::size_t{1} << 20U;
constexpr int deepest = 8;

bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool digit(char c) { return c >= '0' && c <= '9'; }

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xc0U | (c >> 6U));
    out += static_cast<char>(0x80U | (c & 0x3fU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xe0U | (c >> 12U));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3fU));
    out += static_cast<char>(0x80U | (c & 0x3fU));
  } else {
    out += static_cast<char>(0xf0U | (c >> 18U));
    out += static_cast<char>(0x80U | ((c >> 12U) & 0x3fU));
    out += static_cast<char>(0x80U | ((c >> 6U) & 0x3fU));
    out += static_cast<char>(0x80U | (c & 0x3fU));
  }
}

// "en/page.ftl:12"
std::string place(std::string_view file, std::string_view text, std::size_t at) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(at, text.size()));
  return std::string(file) + ":" + std::to_string(1 + std::count(text.begin(), end, '\n'));
}

class Reader {
 public:
  Reader(std::string_view file, std::string_view text) : file_(file), text_(text) {}

  Result<void> entries(Entries& out) {
    while (!done()) {
      if (peek() == '\n') {
        ++at_;
      } else if (peek() == '#') {
        NWD_CHECK(comment());
      } else {
        NWD_CHECK(entry(out));
      }
    }
    return {};
  }

 private:
  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  Result<void> comment() {
    int marks = 0;
    for (; take('#'); ++marks) {
    }
    if (marks > 3 || !(done() || peek() == ' ' || peek() == '\n'))
      return wrong("a comment is #, ## or ### and a space");
    while (!done() && peek() != '\n') ++at_;
    return {};
  }
  void skip_blanks() {
    while (peek() == ' ') ++at_;
  }
  void skip_space() {
    while (peek() == ' ' || peek() == '\n') ++at_;
  }
  bool take(char c) {
    if (peek() != c || done()) return false;
    ++at_;
    return true;
  }
  [[nodiscard]] std::string where() const { return place(file_, text_, at_); }
  [[nodiscard]] Failure wrong(std::string_view what) const {
    return fail(Code::invalid, where() + ": " + std::string(what));
  }

  Result<std::string> identifier() {
    if (!letter(peek())) return wrong("a name was expected");
    std::string name;
    while (letter(peek()) || digit(peek()) || peek() == '-' || peek() == '_') name += text_[at_++];
    return name;
  }

  Result<void> put(Entries& out, const std::string& key) {
    skip_blanks();
    if (!take('=')) return wrong("\"=\" was expected after " + key);
    NWD_TRY(auto value, pattern(0));
    if (!out.emplace(key, std::move(value)).second) return wrong("the message " + key + " is there twice");
    return {};
  }

  Result<void> entry(Entries& out) {
    const bool term = take('-');
    NWD_TRY(auto name, identifier());
    const std::string key = (term ? "-" : "") + name;
    NWD_CHECK(put(out, key));
    while (next_is_attribute()) {
      skip_space();
      ++at_;  // the dot
      NWD_TRY(const auto attribute, identifier());
      NWD_CHECK(put(out, std::string(key).append(".").append(attribute)));
    }
    if (!done() && peek() != '\n') return wrong("the end of the line was expected");
    return {};
  }

  [[nodiscard]] bool next_is_attribute() const {
    std::size_t i = at_;
    bool new_line = false;
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\n')) {
      new_line = new_line || text_[i] == '\n';
      ++i;
    }
    return new_line && i < text_.size() && text_[i] == '.' && i > 0 && text_[i - 1] == ' ';
  }

  // If the pattern goes on below: how many line ends lie between, and moves to its first character. Otherwise 0.
  std::size_t continued() {
    std::size_t i = at_;
    std::size_t lines = 0;
    std::size_t indent = 0;
    while (i < text_.size() && (text_[i] == '\n' || text_[i] == ' ')) {
      if (text_[i] == '\n') {
        ++lines;
        indent = 0;
      } else {
        ++indent;
      }
      ++i;
    }
    if (i >= text_.size() || indent == 0 || lines == 0) return 0;
    const char c = text_[i];
    if (c == '.' || c == '[' || c == '*' || c == '}') return 0;
    at_ = i;
    return lines;
  }

  Result<Pattern> pattern(int depth) {
    Pattern out{{}, where()};
    skip_blanks();
    if (peek() == '\n' && continued() == 0) return wrong("a message has no text");
    std::string text;
    const auto flush = [&] {
      if (!text.empty()) out.parts.push_back({Part::Kind::text, std::move(text)});
      text.clear();
    };
    while (!done()) {
      const char c = peek();
      if (c == '\n') {
        const auto lines = continued();
        if (lines == 0) break;
        text.append(lines, '\n');
      } else if (c == '{') {
        flush();
        NWD_TRY(auto part, placeable(depth));
        out.parts.push_back(std::move(part));
      } else if (c == '}') {
        if (depth == 0) return wrong("\"}\" without \"{\"");
        break;
      } else {
        text += c;
        ++at_;
      }
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.pop_back();
    flush();
    if (out.parts.empty()) return wrong("a message has no text");
    return out;
  }

  Result<std::string> string_literal() {
    std::string out;
    while (!done() && peek() != '"' && peek() != '\n') {
      if (!take('\\')) {
        out += text_[at_++];
        continue;
      }
      const char c = peek();
      ++at_;
      if (c == '\\' || c == '"') {
        out += c;
      } else if (c == 'u' || c == 'U') {
        NWD_TRY(const auto code, hex_digits(c == 'u' ? 4 : 6));
        append_utf8(out, code);
      } else {
        return wrong("an unknown escape");
      }
    }
    if (!take('"')) return wrong("a string without its end");
    return out;
  }

  Result<std::uint32_t> hex_digits(int count) {
    std::uint32_t value = 0;
    for (int i = 0; i < count; ++i) {
      const char c = peek();
      const int digit_value = digit(c)               ? c - '0'
                              : c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                     : -1;
      if (digit_value < 0) return wrong("an escape needs more digits");
      value = value * 16 + static_cast<std::uint32_t>(digit_value);
      ++at_;
    }
    if (value > 0x10ffff || (value >= 0xd800 && value < 0xe000)) return wrong("no such character");
    return value;
  }

  Result<std::string> number() {
    constexpr std::size_t most_digits = 15;
    std::string out;
    if (take('-')) out += '-';
    while (digit(peek())) out += text_[at_++];
    if (out.size() > most_digits) return wrong("the number is too large");
    return out;
  }

  Result<Part> expression() {
    if (take('"')) {
      NWD_TRY(auto text, string_literal());
      return Part{Part::Kind::text, std::move(text)};
    }
    if (take('$')) {
      NWD_TRY(auto name, identifier());
      return Part{Part::Kind::variable, std::move(name)};
    }
    if (digit(peek()) || (peek() == '-' && digit(peek(1)))) {
      NWD_TRY(auto digits, number());
      Part part{Part::Kind::text, std::move(digits)};
      part.selects_number = true;
      return part;
    }
    const bool term = take('-');
    NWD_TRY(auto name, identifier());
    std::string key = (term ? "-" : "") + name;
    if (take('.')) {
      NWD_TRY(const auto attribute, identifier());
      key += "." + attribute;
    }
    if (peek() == '(') return wrong("functions and arguments of terms are not taken here");
    return Part{Part::Kind::reference, std::move(key)};
  }

  Result<Part> placeable(int depth) {
    if (depth >= deepest) return wrong("too many levels");
    ++at_;  // the brace
    skip_space();
    NWD_TRY(auto part, expression());
    std::size_t end = at_;
    skip_space();
    if (peek() == '-' && peek(1) == '>') {
      at_ += 2;
      NWD_TRY(part, select(part, depth));
      end = at_;
    }
    if (take('}')) return part;
    at_ = end;  // the line that lacks it, not the next one with text
    return wrong("\"}\" was expected");
  }

  Result<Part> select(const Part& selector, int depth) {
    if (selector.kind == Part::Kind::reference) return wrong("a message cannot choose");
    Part out{Part::Kind::select, selector.kind == Part::Kind::variable ? "$" + selector.text : selector.text};
    out.selects_number = selector.selects_number;
    while (true) {
      skip_space();
      const bool otherwise = take('*');
      if (!otherwise && peek() != '[') break;
      if (!take('[')) return wrong("\"[\" was expected");
      skip_blanks();
      Variant variant;
      if (digit(peek()) || peek() == '-') {
        NWD_TRY(variant.key, number());
      } else {
        NWD_TRY(variant.key, identifier());
      }
      skip_blanks();
      if (!take(']')) return wrong("\"]\" was expected");
      variant.otherwise = otherwise;
      NWD_TRY(auto value, pattern(depth + 1));
      variant.value = std::make_unique<Pattern>(std::move(value));
      out.variants.push_back(std::move(variant));
    }
    if (std::count_if(out.variants.begin(), out.variants.end(), [](const Variant& v) { return v.otherwise; }) != 1)
      return wrong("a choice needs one variant with \"*\"");
    return out;
  }

  std::string_view file_;
  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

Result<void> read(std::string_view file, std::string_view content, Entries& entries) {
  if (content.size() > largest_file) return fail(Code::too_large, std::string(file) + ": too large");
  if (!is_utf8(content)) return fail(Code::invalid, std::string(file) + ": not UTF-8");
  if (const auto at = content.find_first_of("\r\t"); at != std::string_view::npos)
    return fail(Code::invalid, place(file, content, at) + ": tabs and carriage returns are not taken");
  return Reader(file, content).entries(entries);
}

}  // namespace nwd::ui::fluent
