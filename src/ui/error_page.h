// What is shown when it cannot go on: what happened, whether anything is lost, what to do.
#pragma once

#include <string>

#include "base/error.h"
#include "ui/messages.h"
#include "ui/page.h"

namespace nwd::ui {

struct ErrorPage {
  Say say;
  int status = 500;          // 400 401 403 404 409 410 412 413 415 428 429 500 503 504 507; others as 500
  std::string request_id{};  // shown to be quoted when asking for help
  std::string csrf{};
  std::optional<SignedIn> signed_in{};
  std::string back_href{};
};
std::string document(const ErrorPage&);

}  // namespace nwd::ui
