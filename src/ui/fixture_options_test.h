// For the tests of the components: the options of a govuk-frontend fixture, read the way its templates read them
// (what is absent, null, false, "" or 0 is not there).
#pragma once

#include <boost/json/value.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/components.h"

namespace nwd::ui {

// Fixtures give markup as strings of a file; only tests may take such for Html.
struct TrustedByTests {
  static Html markup(std::string_view bytes) {
    Html html;
    html.bytes_ = bytes;
    return html;
  }
};

namespace fixtures {

class Options {
 public:
  explicit Options(const boost::json::value* value) : value_(value) {}

  [[nodiscard]] const boost::json::value* raw() const { return value_; }
  [[nodiscard]] bool given() const { return value_ != nullptr && !value_->is_null(); }
  [[nodiscard]] bool truthy() const {
    if (!given()) return false;
    if (value_->is_bool()) return value_->get_bool();
    if (value_->is_string()) return !value_->get_string().empty();
    if (value_->is_int64()) return value_->get_int64() != 0;
    return true;
  }
  Options operator[](std::string_view key) const {
    return Options(given() && value_->is_object() ? value_->get_object().if_contains(key) : nullptr);
  }
  [[nodiscard]] std::string text() const {
    if (!given() || (value_->is_bool() && !value_->get_bool())) return {};
    if (value_->is_string()) return std::string(value_->get_string());
    if (value_->is_int64()) return std::to_string(value_->get_int64());
    return value_->is_bool() ? "true" : "";
  }
  [[nodiscard]] std::string text_or(std::string_view otherwise) const {
    return truthy() ? text() : std::string(otherwise);
  }
  [[nodiscard]] int number_or(int otherwise) const {
    return given() && value_->is_int64() ? static_cast<int>(value_->get_int64()) : otherwise;
  }
  [[nodiscard]] std::optional<bool> flag() const {
    return given() && value_->is_bool() ? std::optional<bool>(value_->get_bool()) : std::nullopt;
  }
  [[nodiscard]] std::vector<Options> items() const {
    std::vector<Options> all;
    if (!given() || !value_->is_array()) return all;
    for (const auto& each : value_->get_array()) all.emplace_back(&each);
    return all;
  }
  [[nodiscard]] std::vector<Options> truthy_items() const {
    auto all = items();
    std::erase_if(all, [](const Options& each) { return !each.truthy(); });
    return all;
  }
  // As attributes: every name with its value.
  [[nodiscard]] Attributes attributes() const {
    Attributes all;
    if (!given() || !value_->is_object()) return all;
    for (const auto& [name, value] : value_->get_object()) {
      all.set_checked(name, value.is_bool() ? (value.get_bool() ? "true" : "false") : Options(&value).text());
    }
    return all;
  }
  [[nodiscard]] PluralTexts texts() const {
    PluralTexts all;
    if (!given() || !value_->is_object()) return all;
    for (const auto& [name, value] : value_->get_object()) all[std::string(name)] = Options(&value).text();
    return all;
  }
  [[nodiscard]] Content content(std::string_view html = "html", std::string_view words = "text") const {
    if ((*this)[html].truthy()) return Content(TrustedByTests::markup((*this)[html].text()));
    return (*this)[words].given() ? Content((*this)[words].text()) : Content();
  }
  [[nodiscard]] Html markup() const { return TrustedByTests::markup(text()); }

 private:
  const boost::json::value* value_;
};

using Renderer = Html (*)(const Options&);
using Renderers = std::map<std::string, Renderer, std::less<>>;  // by component: "date-input"

Renderers form_renderers();
Renderers notice_renderers();
Renderers list_renderers();
Renderers navigation_renderers();

Tag tag_of(const Options&);

}  // namespace fixtures
}  // namespace nwd::ui
