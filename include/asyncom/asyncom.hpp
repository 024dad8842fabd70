// SPDX-License-Identifier: MIT
// Everything of the C++ projection. Each header beside it can be included alone.
#pragma once

#include <asyncom/activation.hpp>
#include <asyncom/agile_ref.hpp>
#include <asyncom/async.hpp>
#include <asyncom/await.hpp>
#include <asyncom/born_ended.hpp>
#include <asyncom/cancellation.hpp>
#include <asyncom/completion_queue.hpp>
#include <asyncom/compose.hpp>
#include <asyncom/control.hpp>
#include <asyncom/coroutine.hpp>
#include <asyncom/delegate.hpp>
#include <asyncom/error.hpp>
#include <asyncom/fire_and_forget.hpp>
#include <asyncom/guid.hpp>
#include <asyncom/hstring.hpp>
#include <asyncom/implements.hpp>
#include <asyncom/listeners.hpp>
#include <asyncom/observe.hpp>
#include <asyncom/producer.hpp>
#include <asyncom/progress_sink.hpp>
#include <asyncom/progress_token.hpp>
#include <asyncom/result.hpp>
#include <asyncom/resume.hpp>
#include <asyncom/run.hpp>
#include <asyncom/scheduler.hpp>
#include <asyncom/then.hpp>
#include <asyncom/to_hresult.hpp>
#include <asyncom/wait_handle.hpp>
#include <asyncom/weak_ref.hpp>
