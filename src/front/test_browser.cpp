#include "front/test_browser.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "front/routes.h"
#include "http/url.h"

#include "base/text.h"
#include "front/routes.h"
#include "http/problem.h"

namespace nwd::front {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
}

std::string unescaped(std::string text) {
  for (const auto& [entity, sign] : std::array<std::pair<std::string_view, std::string_view>, 6>{
           {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&#x27;", "'"}, {"&amp;", "&"}}})
    replace_all(text, entity, sign);
  return text;
}

// Inline elements join words, all others part them.
bool parts_words(std::string_view tag) {
  for (const std::string_view inline_tag : {"span", "/span", "strong", "/strong", "a ", "/a"}) {
    if (tag.starts_with(inline_tag)) return false;
  }
  return true;
}

std::string stripped(std::string_view html) {
  std::string text;
  bool inside = false;
  for (std::size_t i = 0; i < html.size(); ++i) {
    const char c = html[i];
    if (c == '<' && parts_words(html.substr(i + 1))) text += ' ';
    inside = c == '<' || (inside && c != '>');
    if (!inside && c != '>') text += c;
  }
  std::string folded;
  for (const char c : unescaped(text)) {
    const bool space = c == ' ' || c == '\n' || c == '\t';
    if (space && (folded.empty() || folded.back() == ' ')) continue;
    folded += space ? ' ' : c;
  }
  return std::string(trim(folded));
}

std::string url_encoded(std::string_view text) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0)
      out += c;
    else
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

std::map<std::string, std::string> attributes_of(std::string_view tag) {
  std::map<std::string, std::string> all;
  std::size_t at = tag.find(' ');
  while (at != std::string_view::npos && at < tag.size()) {
    at = tag.find_first_not_of(" \n", at);
    if (at == std::string_view::npos) break;
    const std::size_t end = tag.find_first_of("= \n", at);
    const std::string name(tag.substr(at, end - at));
    if (end == std::string_view::npos || tag[end] != '=') {
      all[name] = "";
      at = end;
      continue;
    }
    const std::size_t close = tag.find('"', end + 2);
    all[name] = unescaped(std::string(tag.substr(end + 2, close - end - 2)));
    at = close + 1;
  }
  return all;
}

}  // namespace

std::string TestBrowser::text() const { return stripped(body_); }

std::string TestBrowser::header(std::string_view name) const {
  for (const auto& [key, value] : headers_) {
    if (equals_ignoring_case(key, name)) return value;
  }
  return {};
}

std::vector<TestBrowser::Element> TestBrowser::elements() const {
  std::vector<Element> all;
  for (std::size_t at = 0; (at = body_.find('<', at)) != std::string::npos;) {
    const std::size_t end = body_.find('>', at);
    if (end == std::string::npos) break;
    const std::string_view tag = std::string_view(body_).substr(at + 1, end - at - 1);
    const std::string name(tag.substr(0, tag.find_first_of(" \n")));
    all.push_back({name, attributes_of(tag), at, end + 1});
    at = end + 1;
  }
  return all;
}

std::string TestBrowser::words_of(const Element& element) const {
  const std::size_t close = body_.find("</" + element.name, element.end);
  return stripped(std::string_view(body_).substr(element.end, close - element.end));
}

http::Pairs TestBrowser::fields_between(std::size_t from, std::size_t to) const {
  http::Pairs fields;
  std::string select;
  std::set<std::string> typed;
  const auto add = [&](const std::string& name, std::string value) {
    if (!name.empty()) fields.emplace_back(name, std::move(value));
  };
  for (const auto& element : elements()) {
    if (element.at < from || element.at >= to) continue;
    const auto get = [&](const char* key) {
      const auto found = element.attributes.find(key);
      return found == element.attributes.end() ? std::string() : found->second;
    };
    const std::string name = get("name");
    const auto given = filled_.find(name);
    const std::string type = get("type");
    if (element.name == "input" && (type == "checkbox" || type == "radio")) {
      const bool marked = element.attributes.contains("checked");
      const auto wanted = given != filled_.end() ? std::find(given->second.begin(), given->second.end(),
                                                             get("value")) != given->second.end()
                                                 : marked;
      if (wanted || (type == "checkbox" && marked)) add(name, get("value"));
    } else if (element.name == "input" || element.name == "textarea") {
      const std::string shown =
          element.name == "input"
              ? get("value")
              : unescaped(body_.substr(element.end, body_.find("</textarea", element.end) - element.end));
      add(name, given != filled_.end() ? given->second.front() : shown);
    } else if (element.name == "select") {
      select = name;
      if (given != filled_.end()) add(name, given->second.front());
    } else if (element.name == "option" && element.attributes.contains("selected") && !filled_.contains(select)) {
      add(select, get("value"));
    }
  }
  return fields;
}

void TestBrowser::open(const std::string& path, const http::Pairs& headers) {
  send(http::Method::get, path, headers, "");
}

void TestBrowser::post(const std::string& path, const http::Pairs& fields) {
  std::string form;
  for (const auto& [name, value] : fields)
    form += (form.empty() ? "" : "&") + url_encoded(name) + '=' + url_encoded(value);
  send(http::Method::post, path, {}, form);
}

void TestBrowser::press(std::string_view button) {
  Element form;
  for (const auto& element : elements()) {
    if (element.name == "form") form = element;
    if (element.name != "button" || words_of(element) != button) continue;
    auto fields = fields_between(form.at, body_.find("</form", form.at));
    const auto name = element.attributes.find("name");
    if (name != element.attributes.end()) fields.emplace_back(name->second, element.attributes.at("value"));
    ++taps;
    const auto action = form.attributes.at("action");
    return post(action, fields);
  }
  trouble.push_back("no button '" + std::string(button) + "' at " + path_ + ": " + text());
}

void TestBrowser::follow(std::string_view link) {
  for (const auto& element : elements()) {
    if (element.name != "a" || words_of(element).find(link) == std::string::npos) continue;
    ++taps;
    return open(element.attributes.at("href"));
  }
  trouble.push_back("no link '" + std::string(link) + "' at " + path_ + ": " + text());
}

void TestBrowser::fill(std::string_view field, std::string value) { filled_[std::string(field)] = {std::move(value)}; }

void TestBrowser::tick(std::string_view field, std::string value) {
  filled_[std::string(field)].push_back(std::move(value));
  ++taps;
}

void TestBrowser::choose(std::string_view field, std::string value) {
  filled_[std::string(field)] = {std::move(value)};
  ++taps;
}

void TestBrowser::send(http::Method method, const std::string& target, const http::Pairs& headers,
                       const std::string& form) {
  http::Request request;
  request.method = method;
  const auto question = target.find('?');
  request.path = target.substr(0, question);
  if (question != std::string::npos)
    request.query = http::decode_pairs(std::string_view(target).substr(question + 1), 50).value();
  request.headers = headers;
  request.headers.emplace_back("accept", "text/html");
  if (method == http::Method::post) request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
  std::string cookie;
  for (const auto& [name, value] : cookies_)
    cookie.append(cookie.empty() ? "" : "; ").append(name).append("=").append(value);
  if (!cookie.empty()) request.headers.emplace_back("cookie", cookie);
  request.body = form;
  request.peer = "127.0.0.1";
  request.request_id = "test";
  request.received = clock_.now();

  const auto found = router_.find(method, request.path);
  request.parameters = found.parameters;
  auto answered = found.route != nullptr ? found.route->handler(request)
                                         : Result<http::Response>(fail(Code::not_found, "There is no such page."));
  const http::Response response = answered ? *std::move(answered) : error_page(answered.error(), request);
  for (const auto& [name, value] : response.headers) {
    if (!equals_ignoring_case(name, "set-cookie")) continue;
    const auto equals = value.find('=');
    const std::string kept = value.substr(equals + 1, value.find(';') - equals - 1);
    if (kept.empty()) cookies_.erase(value.substr(0, equals));
    if (!kept.empty()) cookies_[value.substr(0, equals)] = kept;
  }
  filled_.clear();
  headers_ = response.headers;
  status_ = response.status;
  path_ = target;
  if (status_ == 303) return open(header("location"));
  body_ = response.body;
  if (status_ == 200) screens.insert(request.path);
}

}  // namespace nwd::front
