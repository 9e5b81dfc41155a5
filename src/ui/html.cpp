#include "ui/html.h"

#include <algorithm>

namespace nwd::ui {

namespace {

void append_escaped(std::string& out, std::string_view text) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string_view entity;
    switch (text[i]) {
      case '&': entity = "&amp;"; break;
      case '<': entity = "&lt;"; break;
      case '>': entity = "&gt;"; break;
      case '"': entity = "&quot;"; break;
      case '\'': entity = "&#39;"; break;
      case '\0': entity = "\xEF\xBF\xBD"; break;  // a parser would replace it anyway: U+FFFD
      default: continue;
    }
    out.append(text.substr(done, i - done)).append(entity);
    done = i + 1;
  }
  out.append(text.substr(done));
}

bool is_scheme_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

Html& Html::add(std::string_view words) {
  append_escaped(bytes_, words);
  return *this;
}

Html& Html::add(std::int64_t number) {
  bytes_ += std::to_string(number);
  return *this;
}

Html text(std::string_view words) {
  Html html;
  html.add(words);
  return html;
}

Html trusted(Literal markup) {
  Html html;
  html.bytes_ = markup.view();
  return html;
}

std::string escape(std::string_view words) { return text(words).str(); }

std::string_view safe_href(std::string_view address) {
  // Browsers drop control characters and spaces before they look for a scheme ("java\nscript:"): so refuse them all.
  if (std::any_of(address.begin(), address.end(), [](char c) { return static_cast<unsigned char>(c) <= 0x20; })) {
    return "#";
  }
  const auto end = address.find_first_of(":/?#");
  if (end == std::string_view::npos || address[end] != ':') return address;
  const std::string_view scheme = address.substr(0, end);
  if (!std::all_of(scheme.begin(), scheme.end(), is_scheme_char)) return "#";
  const std::string known = lower(scheme);
  for (const std::string_view allowed : {"http", "https", "mailto", "tel", "sms"}) {
    if (known == allowed) return address;
  }
  return "#";
}

Attributes::Pair::Pair(AttributeName pair_name, std::int64_t number)
    : name(pair_name.view()), value(std::to_string(number)) {}

Attributes::Attributes(std::initializer_list<Pair> pairs) {
  for (const auto& pair : pairs) {
    if (pair.bare) {
      bytes_.append(" ").append(pair.name);
    } else {
      put(pair.name, pair.value);
    }
  }
}

void Attributes::put(std::string_view name, std::string_view value) {
  bytes_.append(" ").append(name).append("=\"");
  append_escaped(bytes_, value);
  bytes_ += '"';
}

Attributes& Attributes::set(AttributeName name, std::string_view value) {
  put(name.view(), value);
  return *this;
}

Attributes& Attributes::set(AttributeName name, std::int64_t value) { return set(name, std::to_string(value)); }

Attributes& Attributes::maybe(AttributeName name, std::string_view value) {
  return value.empty() ? *this : set(name, value);
}

Attributes& Attributes::flag(AttributeName name, bool on) {
  if (on) bytes_.append(" ").append(name.view());
  return *this;
}

Attributes& Attributes::classes(Literal base, std::string_view more) {
  std::string all(base.view());
  if (!all.empty() && !more.empty()) all += ' ';
  return set("class", all.append(more));
}

Attributes& Attributes::href(std::string_view address) { return set("href", safe_href(address)); }

Attributes& Attributes::add(const Attributes& others) {
  bytes_ += others.bytes_;
  return *this;
}

bool Attributes::set_checked(std::string_view name, std::string_view value) {
  if (!AttributeName::allowed(name)) return false;
  put(name, value);
  return true;
}

Html open(Literal name, const Attributes& attributes) {
  Html html;
  html.bytes_.append("<").append(name.view()).append(attributes.str()).append(">");
  return html;
}

Html close(Literal name) {
  Html html;
  html.bytes_.append("</").append(name.view()).append(">");
  return html;
}

}  // namespace nwd::ui
