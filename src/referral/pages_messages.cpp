#include "referral/pages_messages.h"

namespace nwd::referral {

using ui::Html;
using ui::tag;

Html messages_view(const Visit& visit, const std::vector<Message>& messages, std::string_view other_name) {
  if (messages.empty()) return {};
  Html items;
  for (const auto& message : messages) {
    const std::string who = message.from_us ? visit.say("message-from-us") : std::string(other_name);
    const std::string_view classes = message.from_us ? "nwd-message nwd-message--ours" : "nwd-message";
    items.add(tag("li", {{"class", classes}},
                  tag("p", {{"class", "govuk-body-s govuk-!-margin-bottom-1"}}, who, ", ", visit.moment(message.at)),
                  tag("p", {{"class", "govuk-body nwd-message__words"}}, message.text)));
  }
  return tag("ul", {{"class", "nwd-messages"}}, items);
}

}  // namespace nwd::referral
