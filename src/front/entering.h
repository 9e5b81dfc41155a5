// What the pages of signing in have in common: where a visitor wanted to go, what is told when it did not work, and how
// a session begins in a browser.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/credential.h"
#include "casework/pages_passphrase.h"
#include "front/screens.h"

namespace nwd::front {

// A page of this site that can be opened: `wanted`, or the nearest page above it, or Today. Never another site's, and
// never one of signing in.
std::string safe_next(const Visit&, std::string_view wanted);
std::string with_next(std::string_view page, std::string_view next);  // "/sign-in?next=%2Ftoday"

// Whoever showed what they should comes in: a session of its own begins in this browser, and one before it ends. Leads
// to the second step, to setting one up, or to `next`.
Result<http::Response> come_in(const Visit&, access::SignedIn, std::string_view next);
// Goes on with another token of the same session, as it is given after something was shown.
http::Response go_on(const Visit&, std::string token, std::string_view next);

// A sign-in whose passphrase was right, and whose second factor is still to be shown. None: it has ended.
std::optional<access::Seen> waiting(const Visit&);

// Whether this member has a way of this kind to show who they are.
Result<bool> has_way(const Visit&, access::MemberId, access::Kind);

void end_session(const Visit&);  // of this browser

using casework::check_typed_twice;
using casework::new_passphrase_fields;
using casework::not_let_in;
using casework::NotLetIn;
using casework::passphrase_field;
ui::Html code_field(const Visit&, const ui::Form&, std::string_view label);  // six digits of an app
std::string digits_of(std::string_view typed);                               // "123 456" as "123456"

// The page that asks, or asks again.
Result<http::Response> asking(const Visit&, ui::MessageKey title, const ui::Form&, ui::Html body, int status,
                              std::string path);

}  // namespace nwd::front
