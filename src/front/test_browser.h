// For tests: a browser without scripts. It reads the forms and links of our own pages, presses what a person sees,
// keeps cookies, follows redirects, and counts screens and taps.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "http/router.h"

namespace nwd::front {

class TestBrowser {
 public:
  TestBrowser(const http::Router& router, const Clock& clock) : router_(router), clock_(clock) {}

  // The page that is shown.
  [[nodiscard]] int status() const { return status_; }
  [[nodiscard]] const std::string& path() const { return path_; }  // with its query
  [[nodiscard]] const std::string& body() const { return body_; }
  [[nodiscard]] std::string text() const;  // what is read, white space folded
  [[nodiscard]] bool shows(std::string_view words) const { return text().find(words) != std::string::npos; }
  [[nodiscard]] std::string header(std::string_view name) const;

  void open(const std::string& path, const http::Pairs& headers = {});
  void press(std::string_view button);  // by what it says; posts its form with everything filled in
  void follow(std::string_view link);   // by what it says
  void fill(std::string_view field, std::string value);
  void tick(std::string_view field, std::string value);           // a checkbox
  void choose(std::string_view field, std::string value);         // a radio or an option
  void post(const std::string& path, const http::Pairs& fields);  // whatever the page says
  void forget_cookie(const std::string& name) { cookies_.erase(name); }
  void set_cookie(const std::string& name, std::string value) { cookies_[name] = std::move(value); }
  [[nodiscard]] const std::map<std::string, std::string>& cookies() const { return cookies_; }

  int taps = 0;                        // presses, links followed, boxes ticked, choices made
  std::set<std::string> screens{};     // paths shown, without query
  std::vector<std::string> trouble{};  // buttons and links that were not there

 private:
  struct Element {
    std::string name;  // "a", "button", "input"
    std::map<std::string, std::string> attributes;
    std::size_t at = 0;   // in the body
    std::size_t end = 0;  // behind its tag
  };
  void send(http::Method, const std::string& target, const http::Pairs& headers, const std::string& form);
  [[nodiscard]] std::vector<Element> elements() const;
  [[nodiscard]] std::string words_of(const Element&) const;  // up to its closing tag
  [[nodiscard]] http::Pairs fields_between(std::size_t from, std::size_t to) const;

  const http::Router& router_;
  const Clock& clock_;
  std::map<std::string, std::string> cookies_;
  std::map<std::string, std::vector<std::string>> filled_;
  http::Pairs headers_;
  std::string path_ = "/";
  std::string body_;
  int status_ = 0;
};

}  // namespace nwd::front
