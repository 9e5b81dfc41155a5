#include "ui/page.h"

#include "ui/assets.h"
#include "ui/components.h"
#include "ui/form.h"

namespace nwd::ui {
namespace {

std::string encoded(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto b = static_cast<unsigned char>(c);
    const bool plain =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '/';
    if (plain) {
      out += c;
    } else {
      out += '%';
      out += digits[b >> 4U];
      out += digits[b & 15U];
    }
  }
  return out;
}

// Without scripts a live page looks again by itself.
Html reload_without_script(const Page& page) {
  if (!page.live) return {};
  return tag("noscript", {}, open("meta", {{"http-equiv", "refresh"}, {"content", "5"}}));
}

Html head(const Page& page) {
  const std::string title = (page.has_errors ? page.say("error-prefix") + ": " : "") + page.say(page.title.view()) +
                            " – " + page.say("site-name");
  return tag(
      "head", {}, open("meta", {{"charset", "utf-8"}}), tag("title", {}, title),
      open("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1, viewport-fit=cover"}}),
      open("meta", {{"name", "robots"}, {"content", "noindex, nofollow"}}),
      open("meta", {{"name", "referrer"}, {"content", "no-referrer"}}),
      open("meta", {{"name", "color-scheme"}, {"content", "light"}}),
      open("link", {{"rel", "icon"}, {"type", "image/svg+xml"}, {"href", asset_path("icon.svg")}}),
      open("link", {{"rel", "stylesheet"}, {"href", asset_path("nwd.css")}}), reload_without_script(page),
      tag("script", {{"src", asset_path("nwd.js")}, {"defer"}}));
}

Html exit_button(const Page& page) {
  const Html button = tag("button",
                          {{"class", "govuk-button govuk-button--warning nwd-exit__button"},
                           {"type", "submit"},
                           {"aria-describedby", "nwd-exit-hint"}},
                          page.say("exit"));
  const Html hint = tag("span", {{"class", "govuk-visually-hidden"}, {"id", "nwd-exit-hint"}}, page.say("exit-hint"));
  return tag("form", {{"class", "nwd-exit"}, {"method", "post"}, {"action", "/exit"}, {"data-exit", exit_address}},
             button, hint);
}

Html languages(const Page& page) {
  Html items;
  for (const auto locale : all_locales) {
    const bool current = locale == page.say.locale();
    Attributes link{{"class", "govuk-link nwd-language"}, {"lang", name(locale)}, {"hreflang", name(locale)}};
    link.set("href", "/language?to=" + std::string(name(locale)) + "&back=" + encoded(page.path));
    const Html item = current
                          ? tag("span", {{"class", "nwd-language"}, {"lang", name(locale)}, {"aria-current", "true"}},
                                own_name(locale))
                          : tag("a", link, own_name(locale));
    items.add(tag("li", {}, item));
  }
  return tag("nav", {{"class", "nwd-languages"}, {"aria-label", page.say("languages")}}, tag("ul", {}, items));
}

Html who(const Page& page) {
  if (!page.signed_in) return {};
  const Html account =
      tag("a", {{"class", "govuk-link govuk-link--no-visited-state"}, {"href", "/account"}}, page.signed_in->member);
  const Html words = tag("span", {{"class", "nwd-who"}}, account, trusted(" · "), page.signed_in->organization);
  const Html out = post_form("/sign-out", page.csrf,
                             tag("button", {{"class", "nwd-link-button"}, {"type", "submit"}}, page.say("sign-out")));
  return tag("div", {{"class", "nwd-account"}}, words, out);
}

Html menu(const Page& page) {
  if (page.menu.empty()) return {};
  Html items;
  for (const auto& link : page.menu) {
    Attributes attributes{{"class", "govuk-link govuk-link--no-visited-state"}};
    attributes.href(link.href);
    if (link.current) attributes.set("aria-current", "page");
    items.add(tag("li", {}, tag("a", attributes, link.text)));
  }
  return tag("nav", {{"class", "nwd-menu"}, {"aria-label", page.say("menu")}}, tag("ul", {}, items));
}

Html header(const Page& page) {
  const Html top = tag("div", {{"class", "nwd-top"}},
                       tag("a", {{"class", "nwd-name"}, {"href", page.home}}, page.say("site-name")), languages(page));
  return tag("header", {{"class", "nwd-header"}}, exit_button(page),
             tag("div", {{"class", "govuk-width-container"}}, top, who(page), menu(page)));
}

// Where it is told until when one is signed in. Three minutes before, a script says so here, beside a button that puts
// it off: nothing is interrupted, and what is typed stays.
Html staying(const Page& page) {
  if (!page.signed_in) return {};
  const auto say = page.say;
  Attributes attributes{{"class", "nwd-stay"}, {"data-left", say("stay-left")}};
  attributes.set("data-left-for-good", say("stay-left-for-good")).set("data-stayed", say("stay-done"));
  const Html words = tag("p", {{"class", "govuk-body-s"}},
                         tag("a", {{"class", "govuk-link"}, {"href", "/stay"}}, say("stay-until-when")));
  const Html left = tag("p", {{"class", "govuk-body-s nwd-stay__left"}, {"aria-hidden", "true"}});
  const Html back = open("input", {{"type", "hidden"}, {"name", "back"}, {"value", page.path}});
  const Html button = render(Button{.content = say("stay"), .classes = "govuk-button--secondary"});
  return tag("div", attributes, words, left,
             post_form("/stay", page.csrf, join(back, button), {{"class", "nwd-stay__form"}}),
             tag("p", {{"class", "govuk-visually-hidden nwd-stay__news"}, {"role", "status"}}));
}

Html footer(const Page& page) {
  return tag(
      "footer", {{"class", "nwd-footer"}}, tag("div", {{"class", "govuk-width-container"}}, staying(page)),
      tag("div", {{"class", "govuk-width-container"}}, tag("p", {{"class", "govuk-body-s"}}, page.say("footer-kept")),
          tag("p", {{"class", "govuk-body-s"}},
              tag("a", {{"class", "govuk-link"}, {"href", "/help"}}, page.say("footer-help")))));
}

Html main_part(const Page& page) {
  Html back;
  if (!page.back_href.empty())
    back = tag("nav", {{"aria-label", page.say("back")}},
               render(BackLink{.href = std::string(safe_href(page.back_href)), .content = page.say("back")}));
  Attributes attributes{{"class", "govuk-main-wrapper"}, {"id", "content"}, {"tabindex", "-1"}};
  const Html content = page.wide ? page.body : tag("div", {{"class", "nwd-column"}}, page.body);
  return tag("div", {{"class", "govuk-width-container"}}, back, tag("main", attributes, page.banner, content));
}

Html body_of(const Page& page) {
  Attributes attributes{{"class", "govuk-template__body"}};
  if (page.live) {
    attributes.set("data-live", page.live->url).set("data-etag", page.live->etag);
    attributes.set("data-live-news", page.say("live-news"));
  }
  return tag("body", attributes, render(SkipLink{.content = page.say("skip-link")}), header(page), main_part(page),
             footer(page));
}

}  // namespace

std::string document(const Page& page) {
  Attributes attributes{{"class", "govuk-template"}};
  attributes.set("lang", name(page.say.locale())).set("dir", direction(page.say.locale()));
  return join(trusted("<!DOCTYPE html>\n"), tag("html", attributes, head(page), body_of(page))).str();
}

std::string exit_document() {
  const std::string target = "0; url=" + std::string(exit_address);
  const Html head = tag("head", {}, open("meta", {{"charset", "utf-8"}}), tag("title", {}, "Weather"),
                        open("meta", {{"name", "viewport"}, {"content", "width=device-width"}}),
                        open("meta", {{"http-equiv", "refresh"}, {"content", target}}),
                        tag("script", {{"src", asset_path("nwd.js")}}));
  const Html body =
      tag("body", {{"data-leave", exit_address}}, tag("p", {}, tag("a", {{"href", exit_address}}, "Weather")));
  return join(trusted("<!DOCTYPE html>\n"), tag("html", {{"lang", "en"}}, head, body)).str();
}

}  // namespace nwd::ui
