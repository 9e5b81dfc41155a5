// The frame of every page: way out, who is signed in, where one is, what is kept. Works without scripts; needs no
// inline script or style. The title says the site's neutral name and a fixed step, never anything about a person:
// it comes from the message files alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ui/html.h"
#include "ui/messages.h"

namespace nwd::ui {

// The key of a message, as it stands in the source: "beds-title".
class MessageKey {
 public:
  template <std::size_t N>
  consteval MessageKey(const char (&chars)[N]) : text_(chars, N - 1) {}  // NOLINT: implicit on purpose
  [[nodiscard]] constexpr std::string_view view() const { return text_; }

 private:
  std::string_view text_;
};

struct MenuLink {
  std::string text;
  std::string href;
  bool current = false;
};

struct SignedIn {
  std::string member;  // the worker's name, never a person's
  std::string organization;
};

// The page asks `url` every 3 s with If-None-Match: etag; when it has changed, the page reloads itself, or says so if
// something is being typed. `url` must answer 304 cheaply.
struct Live {
  std::string url;
  std::string etag;  // as in the header, with its quotes
};

struct Page {
  Say say;
  MessageKey title;        // "beds-title": shown as "Beds that fit – Notes"
  Html body;               // begins with an h1 (or a label or legend that is the page's heading)
  std::string path = "/";  // of this page with its query: the language links come back to it
  std::string csrf{};      // token of the shell's own forms (sign out)
  std::string back_href{};
  Html banner{};            // above the body: error summary, notification
  bool has_errors = false;  // "Error: " before the title
  std::vector<MenuLink> menu{};
  std::optional<SignedIn> signed_in{};
  std::optional<Live> live{};
  bool wide = false;       // the whole width: tables, timelines
  std::string home = "/";  // where the site's name leads
};

std::string document(const Page&);

// Where the exit leads, and its answer without scripts: POST /exit ends the session and answers 200 with this page,
// which goes on at once. (A redirect would be refused: form-action 'self' covers the redirects of a form.)
inline constexpr std::string_view exit_address = "https://www.weather.gov/";
std::string exit_document();

}  // namespace nwd::ui
