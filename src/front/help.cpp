#include "casework/pages_parts.h"
#include "front/screens.h"

namespace nwd::front {

namespace {

// Whoever came from a page of their own goes back there.
std::string_view back_of(const Visit& visit) {
  if (visit.context.session) return "/today";
  return visit.request.cookie(person::cookie_name(visit)) ? person::home : "/sign-in";
}

Result<http::Response> show_help(const Visit& visit) {
  const auto& say = visit.say;
  ui::Page page = visit.page("help-title");
  page.body = join(casework::heading(say("help-heading")), casework::subheading(say("help-leave")),
                   casework::bullets({say("help-leave-button"), say("help-leave-key"), say("help-leave-after")}),
                   casework::subheading(say("help-kept")),
                   casework::bullets({say("help-kept-answers"), say("help-kept-sealed"), say("help-kept-shelter"),
                                      say("help-kept-navigator"), say("help-kept-log"), say("help-kept-search")}),
                   casework::subheading(say("help-say-no")), casework::paragraph(say("help-say-no-words")),
                   casework::subheading(say("help-own")), casework::paragraph(say("help-own-words")),
                   casework::subheading(say("help-own-page")), casework::paragraph(say("help-own-page-words")),
                   casework::subheading(say("help-charters")), casework::paragraph(say("help-charters-words")),
                   casework::subheading(say("help-danger")), casework::paragraph(say("help-danger-words")));
  page.back_href = back_of(visit);
  return casework::answer(page);
}

}  // namespace

void add_help(PageRoutes& routes) {
  routes.get("/help", access::Rule::anyone(), "How to leave, what is kept, who sees it", show_help);
}

}  // namespace nwd::front
