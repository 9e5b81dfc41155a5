// Each function adds its commands to the application. `Common` outlives them.
#pragma once

#include "cli/installation.h"
#include "cli/outcome.h"

namespace CLI {
class App;
}

namespace nwd::cli {

struct Common {
  Settings settings;
  Outcome outcome;
};

void add_init(CLI::App&, Common&);       // init
void add_serve(CLI::App&, Common&);      // serve
void add_demo(CLI::App&, Common&);       // demo
void add_doctor(CLI::App&, Common&);     // doctor
void add_keeping(CLI::App&, Common&);    // migrate, backup, restore
void add_directory(CLI::App&, Common&);  // directory import, export
void add_charter(CLI::App&, Common&);    // charter check and its companions
void add_audit(CLI::App&, Common&);      // audit tail and its companions
void add_user(CLI::App&, Common&);       // user add, list, deactivate, second-step
void add_help(CLI::App&, Common&);       // help, completion, man

}  // namespace nwd::cli
