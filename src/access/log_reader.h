// The log opened by whoever is signed in: their organization's entries, and no other's.
#pragma once

#include "access/session.h"
#include "audit/opener.h"

namespace nwd::access {

audit::Opener log_opener(const Session&);
audit::Opener log_opener(const SignedIn&);

}  // namespace nwd::access
