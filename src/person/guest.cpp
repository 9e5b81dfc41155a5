#include "person/guest.h"

#include "access/form_token.h"
#include "ui/components.h"

namespace nwd::person {

using ui::Html;
using ui::tag;

namespace {

SessionPtr session_of(const Visit& visit, Desk& desk) {
  const auto token = visit.request.cookie(cookie_name(visit));
  return token ? desk.sessions.look(*token, visit.now()) : nullptr;
}

std::vector<ui::MenuLink> menu_of(const Visit& visit) {
  const auto link = [&](std::string_view key, std::string_view path) {
    return ui::MenuLink{visit.say(key), std::string(path), visit.request.path == path};
  };
  return {link("mine-menu-plan", "/mine/plan"), link("mine-menu-sharing", "/mine/sharing"),
          link("mine-menu-looked", "/mine/looked")};
}

Html way_out(const Visit& visit) {
  const Html button = tag("button", {{"class", "nwd-link-button"}, {"type", "submit"}}, visit.say("mine-out"));
  return tag("div", {{"class", "nwd-mine-out"}}, visit.post("/mine/out", button));
}

}  // namespace

std::string_view cookie_name(const Visit& visit) { return visit.kit.site.secure ? "__Host-m" : "m"; }

casework::Screen for_person(const DeskPtr& desk, GuestScreen screen) {
  return [desk, screen = std::move(screen)](const Visit& visit) -> Result<http::Response> {
    const auto session = session_of(visit, *desk);
    if (!session) return http::see_other(std::string(home));
    NWD_TRY(const bool open, visit.read([&](storage::Reader& r) { return is_open(r, session->door); }));
    if (!open) {
      end_session(visit, *desk);
      return http::see_other(std::string(home));
    }
    if (access::writes(visit.request)) NWD_CHECK(access::check_form_token(visit.request, session->csrf));
    const access::Context context{.session = nullptr, .now = visit.now(), .csrf = session->csrf};
    const Visit theirs(visit.kit, visit.request, context);
    return screen({theirs, *session});
  };
}

void end_session(const Visit& visit, Desk& desk) {
  if (const auto token = visit.request.cookie(cookie_name(visit))) desk.sessions.end(*token);
}

http::Response guest_page(const Guest& guest, ui::MessageKey title, const Html& body, std::string_view back) {
  ui::Page page = guest.visit.page(title);
  page.home = home;
  page.menu = menu_of(guest.visit);
  page.back_href = back;
  page.body = tag("div", {{"class", "nwd-mine"}}, body, way_out(guest.visit));
  return casework::answer(page);
}

Result<std::string> organization_name(storage::Reader& reader, const Visit& visit, const std::optional<IdBytes>& id) {
  if (!id) return visit.say("seen-system");
  NWD_TRY(const auto found, access::find_organization(reader, access::OrganizationId{*id}));
  return found ? found->name : visit.say("seen-other");
}

}  // namespace nwd::person
