// What the pages of every feature are made with: the site, the words, the time on the wall; and one visit of one page.
// Pages are plain POST, redirect, GET. Their addresses hold ids and numbers only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "access/site.h"
#include "base/local_time.h"
#include "ui/form.h"
#include "ui/messages.h"
#include "ui/page.h"

namespace nwd::casework {

struct PageKit {
  access::Site& site;
  const ui::Messages& messages;
  std::function<LocalTime(Instant)> local = local_time;
};
using PageKitPtr = std::shared_ptr<const PageKit>;

inline constexpr std::string_view language_cookie = "lang";
inline constexpr std::string_view language_cookie_tls = "__Host-lang";
ui::Locale locale_of(const http::Request&);

class Visit {
 public:
  Visit(const PageKit&, const http::Request&, const access::Context&);

  const PageKit& kit;
  const http::Request& request;
  const access::Context& context;
  const ui::Say say;

  [[nodiscard]] const access::Session& session() const { return *context.session; }
  [[nodiscard]] Instant now() const { return context.now; }
  [[nodiscard]] Day today() const { return kit.local(context.now).day; }
  [[nodiscard]] std::string moment(Instant) const;  // "2:10 am"; with the day unless it is today
  [[nodiscard]] std::string path() const;           // of this page, with its query

  // The frame of this page: language, way out, menu, who is signed in. The caller fills in body and the rest.
  [[nodiscard]] ui::Page page(ui::MessageKey title) const;
  [[nodiscard]] ui::Html post(std::string_view action, const ui::Html& content) const;  // a form of this session

  template <class Id>
  [[nodiscard]] Result<Id> id(std::string_view parameter) const {  // not_found unless it is one
    if (const auto parsed = Id::parse(request.parameter(parameter))) return *parsed;
    return fail(Code::not_found, "There is no such page.");
  }
  [[nodiscard]] Result<ui::Form> form() const;

  template <class F>
  auto read(F&& fn) const {
    return kit.site.database.read(std::forward<F>(fn));
  }
  template <class F>
  auto write(F&& fn) const {
    return kit.site.database.write(std::forward<F>(fn));
  }
  template <class F>
  auto read_logged(F&& fn) const {
    return kit.site.database.read_logged(std::forward<F>(fn));
  }
};

http::Response answer(const ui::Page&, int status = 200);
inline constexpr int asked_again = 422;  // a form that came back with messages beside its fields

using Screen = std::function<Result<http::Response>(const Visit&)>;

// Adds routes until one fails; `done` tells.
class PageRoutes {
 public:
  explicit PageRoutes(PageKitPtr kit) : kit_(std::move(kit)) {}
  PageRoutes& get(std::string pattern, const access::Rule&, std::string summary, Screen);
  PageRoutes& post(std::string pattern, const access::Rule&, std::string summary, Screen);
  [[nodiscard]] Result<void> done() const { return result_; }

 private:
  void add(http::Method, std::string pattern, const access::Rule&, std::string summary, Screen);
  PageKitPtr kit_;
  Result<void> result_;
};

// For Live: 304 as long as `state` is what the page was made from. Holds versions and states, nothing of a person.
http::Response unless_changed(const Visit&, std::string_view state);
std::string state_etag(std::string_view state);

}  // namespace nwd::casework
