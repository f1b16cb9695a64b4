// SPDX-License-Identifier: Apache-2.0
// What is public: the headers that programs of others build on. These, and what they include, are
// what `cmake --install` lays down (docs/cpp.md). Everything else may change without notice.
#pragma once

// files: scenarios and models read, checked, changed
#include "inversim/language/diagnostic.h"
#include "inversim/language/document.h"
#include "inversim/language/library.h"
#include "inversim/language/parse.h"

// the plant, one step at a time
#include "inversim/plant/observe.h"
#include "inversim/plant/plant.h"
#include "inversim/plant/sensors.h"
#include "inversim/plant/signals.h"
#include "inversim/scenario/build_plant.h"

// a session: the plant through its protocol
#include "inversim/scenario/session.h"

// a session again and again
#include "inversim/sweep/batch.h"
#include "inversim/sweep/run.h"

// result files
#include "inversim/recording/hdf5_file.h"
#include "inversim/recording/reader.h"
#include "inversim/recording/recorder.h"

// controllers: the C interface, and those that a scenario names
#include "inversim/loop/attach.h"
#include "inversim/loop/library.h"
#include "inversim/plant/controller.h"
#include "inversim/plant/controller_class.h"
